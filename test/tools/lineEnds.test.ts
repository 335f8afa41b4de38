import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkoutFolder } from "../../tools/paths.mjs";
import { temporaryFolder } from "./temporaryFolder.js";

test.each([
  ["starter", "#!/bin/sh\n"],
  ["starter.cmd", "@node\r\n"],
  ["source.ts", "export {};\n"],
])("git on Windows writes %s as %j, whatever core.autocrlf says", (name, expected) => {
  const root = temporaryFolder();
  const git = (...args: string[]): void =>
    void execFileSync("git", ["-c", "core.autocrlf=true", "-c", "core.safecrlf=false", ...args], { cwd: root });
  copyFileSync(join(checkoutFolder, ".gitattributes"), join(root, ".gitattributes"));
  writeFileSync(join(root, name), expected.replace("\r", ""));
  git("init", "--quiet");
  git("add", ".");
  rmSync(join(root, name));
  git("checkout", "--", name);
  expect(readFileSync(join(root, name), "utf8")).toBe(expected);
});
