import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { missingPackages } from "../../tools/missingPackages.mjs";
import { temporaryFolder } from "./temporaryFolder.js";

const linux = { os: "linux", cpu: "x64", libc: "glibc" };

test.each([
  ["a package that is installed", "there", {}, false],
  ["a package that everything needs", "gone", {}, true],
  ["a package for development", "gone", { dev: true }, true],
  ["an optional package for every machine", "gone", { optional: true }, false],
  ["a binding for this machine", "gone", { optional: true, os: ["linux"], cpu: ["x64"], libc: ["glibc"] }, true],
  ["a binding for another libc", "gone", { optional: true, os: ["linux"], cpu: ["x64"], libc: ["musl"] }, false],
  ["a binding for another processor", "gone", { optional: true, os: ["linux"], cpu: ["arm64"] }, false],
  ["a binding for another system", "gone", { optional: true, os: ["darwin"] }, false],
  ["a binding for all systems but another", "gone", { optional: true, os: ["!win32"] }, true],
  ["a binding for all systems but this", "gone", { optional: true, os: ["!linux"] }, false],
])("%s counts as missing: $3", (_title, name, locked, isMissing) => {
  const root = temporaryFolder();
  mkdirSync(join(root, "node_modules", "there"), { recursive: true });
  writeFileSync(join(root, "node_modules", "there", "package.json"), "{}");
  const path = `node_modules/${name}`;
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages: { "": {}, provider: {}, [path]: locked } }));
  expect(missingPackages(root, linux)).toEqual(isMissing ? [path] : []);
});
