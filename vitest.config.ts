import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: ["tools/vitestSetup.mjs"],
    // An engine test runs a real `pulumi` several times, on a machine that may be slow.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    projects: [
      { extends: true, test: { name: "all", include: ["test/**/*.test.ts"], exclude: ["test/last/**"], sequence: { groupOrder: 0 } } },
      // Looks at what all the others asked.
      { extends: true, test: { name: "last", include: ["test/last/**/*.test.ts"], sequence: { groupOrder: 1 } } },
    ],
  },
});
