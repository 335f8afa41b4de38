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
 * Makes all that a release is made of: the package, its bills of materials, its notes, and the sums
 * of these files.
 * @param {{ root: string, folder: string }} options root: of a checkout that is built
 * @returns {Promise<string[]>} the files' names
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
 * What is in the folder would be published: nothing of an earlier run may stay, nor anything else.
 * @param {string} folder
 */
function emptyFolder(folder) {
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(folder);
  const others = names.filter((name) => !ofARelease.test(name));
  if (others.length > 0) {
    throw new SetupError(
      `The folder ${folder} has files that are of no release: ${others.join(", ")}. ` +
        "Allowed: an empty folder, or one of an earlier rehearsal. Name another one by --folder.",
    );
  }
  for (const name of names) rmSync(join(folder, name));
}

/**
 * A rehearsal may come before the version has its section.
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
