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

  test("has the files to publish, and nothing of an earlier rehearsal", () => {
    expect(readdirSync(folder).sort()).toEqual(["SHA256SUMS", ...names]);
  });

  test("has the SHA-256 sums of all other files, in the form that sha256sum reads", () => {
    const sums = names.map(
      (name) =>
        `${createHash("sha256")
          .update(readFileSync(join(folder, name)))
          .digest("hex")}  ${name}\n`,
    );
    expect(read("SHA256SUMS")).toBe(sums.join(""));
  });

  test("has both bills of materials", () => {
    expect(JSON.parse(read(names[0]!))).toMatchObject({
      bomFormat: "CycloneDX",
      metadata: { component: { name: "pulumi-lync", version } },
    });
    expect(JSON.parse(read(names[1]!))).toMatchObject({ spdxVersion: "SPDX-2.3", name: `pulumi-lync@${version}` });
  });

  test("has the notes of the version, or those of Unreleased if the version has no section yet", () => {
    expect(read("release-notes.md")).toMatch(/^### Added\n\n- /m);
    expect(read("release-notes.md")).not.toContain("## [");
  });
});

test("a folder with other files is refused, and none of them is deleted", async () => {
  const folder = temporaryFolder();
  for (const name of ["mine.txt", tarball]) writeFileSync(join(folder, name), "");
  await expect(makeRelease({ root: checkoutFolder, folder })).rejects.toMatchObject({
    name: "SetupError",
    message: `The folder ${folder} has files that do not belong to a release: mine.txt. Allowed: an empty folder, or the folder of an earlier rehearsal. Name another folder with --folder.`,
  });
  expect(readdirSync(folder).sort()).toEqual(["mine.txt", tarball]);
});
