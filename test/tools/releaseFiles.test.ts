import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readJson } from "../../tools/json.mjs";
import { checkoutFolder } from "../../tools/paths.mjs";
import { makeRelease } from "../../tools/releaseFiles.mjs";
import { temporaryFolder } from "./temporaryFolder.js";

const { version } = readJson(join(checkoutFolder, "provider", "package.json")) as { version: string };
const tarball = `pulumi-lync-${version}.tgz`;
const names = [`pulumi-lync-${version}.cdx.json`, `pulumi-lync-${version}.spdx.json`, tarball, "release-notes.md"];

describe("a release's folder", () => {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-lync-release-"));
  const read = (name: string): string => readFileSync(join(folder, name), "utf8");
  beforeAll(async () => {
    writeFileSync(join(folder, "pulumi-lync-0.0.9.tgz"), "of an earlier rehearsal");
    await makeRelease({ root: checkoutFolder, folder });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("has what is published, and nothing of an earlier one", () => {
    expect(readdirSync(folder).sort()).toEqual(["SHA256SUMS", ...names]);
  });

  test("has the SHA-256 sums of all other files, as sha256sum reads them", () => {
    const sums = names.map(
      (name) =>
        `${createHash("sha256")
          .update(readFileSync(join(folder, name)))
          .digest("hex")}  ${name}\n`,
    );
    expect(read("SHA256SUMS")).toBe(sums.join(""));
  });

  test("has the package, with the program, the licence and a page for npm, and without tests", () => {
    const files = execFileSync("tar", ["-tzf", tarball], { cwd: folder, encoding: "utf8" }).trim().split(/\r?\n/);
    const wanted = [
      "LICENSE",
      "README.md",
      "package.json",
      "bin/pulumi-lync",
      "dist/index.js",
      "dist/zod.js",
      "src/powershell/agent.ps1",
      "src/index.ts",
    ];
    expect(files).toEqual(expect.arrayContaining(wanted.map((file) => `package/${file}`)));
    expect(files.filter((file) => /\/(test|node_modules)\/|tsbuildinfo|\.state\.json/.test(file))).toEqual([]);
  });

  test("has both bills of materials", () => {
    expect(JSON.parse(read(names[0]!))).toMatchObject({
      bomFormat: "CycloneDX",
      metadata: { component: { name: "pulumi-lync", version } },
    });
    expect(JSON.parse(read(names[1]!))).toMatchObject({ spdxVersion: "SPDX-2.3", name: `pulumi-lync@${version}` });
  });

  test("has the version's notes, or until it has a section those of what comes next", () => {
    expect(read("release-notes.md")).toMatch(/^### Added\n\n- /m);
    expect(read("release-notes.md")).not.toContain("## [");
  });
});

test("a folder with files of somebody else is left as it is", async () => {
  const folder = temporaryFolder();
  for (const name of ["mine.txt", tarball]) writeFileSync(join(folder, name), "");
  await expect(makeRelease({ root: checkoutFolder, folder })).rejects.toMatchObject({
    name: "SetupError",
    message: `The folder ${folder} has files that are of no release: mine.txt. Allowed: an empty folder, or one of an earlier rehearsal. Name another one by --folder.`,
  });
  expect(readdirSync(folder).sort()).toEqual(["mine.txt", tarball]);
});

test("the package's licence is this checkout's, and its program the README's smallest one", () => {
  const provider = (name: string): string => readFileSync(join(checkoutFolder, "provider", name), "utf8");
  const whole = readFileSync(join(checkoutFolder, "README.md"), "utf8");
  expect(provider("LICENSE")).toBe(readFileSync(join(checkoutFolder, "LICENSE"), "utf8"));
  const [program] = /```ts\n[^]*?```/.exec(provider("README.md")) ?? [];
  expect(program).toContain("new lync.PassiveAuthentication(");
  expect(whole).toContain(program);
});
