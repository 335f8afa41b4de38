import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["tools/vitestSetup.mjs"],
    // An engine test runs a real `pulumi` several times, on a machine that may be slow.
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
