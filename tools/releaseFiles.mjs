import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { notesOf, readChangelog, UNRELEASED } from "./changelog.mjs";
import { SetupError } from "./command.mjs";
import { readJson } from "./json.mjs";
import { pack } from "./pack.mjs";
import { sbomOf } from "./sbom.mjs";

const SUMS = "SHA256SUMS";
const NOTES = "release-notes.md";
const ofARelease = /^(?:pulumi-lync-[\w.-]+\.(?:tgz|cdx\.json|spdx\.json)|release-notes\.md|SHA256SUMS)$/;

/**
 * Makes all files of a release: the package, its bills of materials, its notes, and the checksums
 * of these files.
 * @param {{ root: string, folder: string }} options root: the folder of a built checkout
 * @returns {Promise<string[]>} the names of the files
 */
export async function makeRelease({ root, folder }) {
  const { name, version } = /** @type {{ name: string, version: string }} */ (readJson(join(root, "provider", "package.json")));
  emptyFolder(folder);
  await pack(folder, join(root, "provider"));
  writeFileSync(join(folder, `${name}-${version}.cdx.json`), await sbomOf({ root, format: "cyclonedx" }));
  writeFileSync(join(folder, `${name}-${version}.spdx.json`), await sbomOf({ root, format: "spdx" }));
  writeFileSync(join(folder, NOTES), await notes(root, version));
  const names = readdirSync(folder).sort();
  writeFileSync(join(folder, SUMS), names.map((each) => `${sumOf(join(folder, each))}  ${each}\n`).join(""));
  return [...names, SUMS];
}

/**
 * Empties the folder. Everything in it would be published, so nothing of an earlier run may remain.
 * @param {string} folder
 */
function emptyFolder(folder) {
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(folder);
  const others = names.filter((name) => !ofARelease.test(name));
  if (others.length > 0) {
    throw new SetupError(
      `The folder ${folder} has files that do not belong to a release: ${others.join(", ")}. ` +
        "Allowed: an empty folder, or the folder of an earlier rehearsal. Name another folder with --folder.",
    );
  }
  for (const name of names) rmSync(join(folder, name));
}

/**
 * The release notes. Before the version has its section, a rehearsal takes those of Unreleased.
 * @param {string} root
 * @param {string} version
 */
async function notes(root, version) {
  const text = readFileSync(join(root, "CHANGELOG.md"), "utf8");
  const hasVersion = readChangelog(text).releases.some((release) => release.version === version);
  return notesOf(text, hasVersion ? version : UNRELEASED);
}

/** @param {string} file */
function sumOf(file) {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
