import { rmSync } from "node:fs";
import { afterAll, test } from "vitest";
import { pack } from "../../tools/pack.mjs";
import { tryCombination } from "./combination.mjs";
import { SDK } from "./project.mjs";
import { newFolder } from "./run.mjs";

const folder = newFolder();
const { file: tarball } = await pack(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Two of the combinations that npm run test:versions tries.
test.each([
  { manager: "npm", dependency: "direct", language: "TypeScript, CommonJS" },
  { manager: "pnpm", dependency: "company package", language: "TypeScript, ES modules" },
] as const)("the packed package works in a project outside of the checkout: $manager, $dependency, $language", async (combination) => {
  await tryCombination(combination.manager, { ...combination, sdk: SDK }, { folder, tarball, pulumi: process.env.LYNC_TEST_PULUMI ?? "" });
});
