import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

// The tests that run a real `pulumi`.
const engine = [
  "test/engine/**/*.test.ts",
  "test/installed/**/*.test.ts",
  "test/bench/check.test.ts",
  "test/tools/environment.test.ts",
  "test/tools/stackConfiguration.test.ts",
  "test/tools/stackHint.test.ts",
];

// These leave nothing behind in their process. So a worker runs one file after the other, and loads
// the source only once. A file with vi.mock does not belong here, because the mock would stay.
const sharing = [
  "test/{cli,cmdlets,deployment,guards,lifecycle,policies,resources,stack}/**/*.test.ts",
  "test/configurations/**/!(thirdNoun).test.ts",
];

export default defineConfig({
  plugins: [
    {
      name: "workflow-parser",
      // The package names source maps that it does not contain, and vitest would warn about each.
      load: (id) =>
        /\/@actions\/workflow-parser\/dist\/.*\.js$/.test(id)
          ? readFileSync(id, "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, "")
          : undefined,
    },
  ],
  test: {
    globalSetup: ["tools/vitestSetup.mjs"],
    // An engine test runs a real `pulumi` several times, and the machine may be slow.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // An engine test spends most of its time waiting for processes.
    maxWorkers: "100%",
    // It imports JSON in a way that Node.js refuses and Vite accepts.
    server: { deps: { inline: ["@actions/workflow-parser"] } },
    projects: [
      {
        extends: true,
        test: {
          name: "all",
          include: ["test/**/*.test.ts"],
          exclude: ["test/last/**", "test/browser/**", ...sharing, ...engine],
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: "sharing", include: sharing, isolate: false, sequence: { groupOrder: 0 } } },
      // These need the Pulumi CLI, and only they wait for it.
      { extends: true, test: { name: "engine", include: engine, globalSetup: ["tools/vitestPulumi.mjs"], sequence: { groupOrder: 0 } } },
      // These check the requests that all the others recorded.
      { extends: true, test: { name: "last", include: ["test/last/**/*.test.ts"], sequence: { groupOrder: 1 } } },
    ],
  },
});
