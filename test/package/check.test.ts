import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { finish, startNode } from "../tools/startedProcess.js";
import { temporaryFolder } from "../tools/temporaryFolder.js";

const tool = path.resolve(import.meta.dirname, "..", "..", "tools", "checkPackage.mjs");

test("publint and @arethetypeswrong/cli find nothing in the package, at any entry point, in any mode of resolution", async () => {
  const { code, output } = await check();
  expect(output).toContain("No problems found");
  for (const entry of ["pulumi-lync", "pulumi-lync/dynamic", "pulumi-lync/policies", "pulumi-lync/simulator"])
    expect(output).toContain(`"${entry}"`);
  expect(output).toMatch(/all, as one tarball/);
  expect(code).toBe(0);
});

const sound = { name: "sound", version: "1.0.0", license: "MIT", type: "commonjs", files: ["*.js", "*.d.ts"], main: "./index.js" };

test.each([
  [
    "an entry point without its declarations",
    { ...sound, exports: { ".": { types: "./gone.d.ts", default: "./index.js" } } },
    /gone\.d\.ts|Resolution failed/,
  ],
  ["a file whose kind of module differs from what the package says", { ...sound, type: "module", types: "./index.d.ts" }, /CJS|commonjs/i],
])("the check fails for %s", async (_, manifest, finding) => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(path.join(folder, "index.js"), "exports.one = require('node:fs').constants.F_OK;\n");
  writeFileSync(path.join(folder, "index.d.ts"), "export declare const one: number;\n");
  const { code, output } = await check(folder);
  expect(output).toMatch(finding);
  expect(code).toBe(1);
});

function check(...args: string[]): ReturnType<typeof finish> {
  return finish(startNode([tool, ...args]));
}
