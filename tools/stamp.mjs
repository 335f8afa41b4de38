import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Whether a step of the set-up is done and its sources have not changed since. The stamp is removed
 * before the step and written after it, so an interrupted step is done again.
 * @param {string} file
 * @param {string} hash
 */
export function isStamped(file, hash) {
  return readIfPresent(file)?.toString() === hash;
}

/** @param {string} file */
export function removeStamp(file) {
  rmSync(file, { force: true });
}

/** @param {string} file @param {string} hash */
export function writeStamp(file, hash) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, hash);
}

/**
 * A hash of names and contents. A missing file counts as missing.
 * @param {string[]} files
 * @param {string} [more] other facts that the step depends on
 */
export function hashFiles(files, more = "") {
  const hash = createHash("sha256").update(more);
  for (const file of files) {
    const content = readIfPresent(file);
    hash.update(`\0${file}\0${content?.length ?? "absent"}\0`).update(content ?? "");
  }
  return hash.digest("hex");
}

/**
 * All files below a folder, sorted.
 * @param {string} folder
 */
export function filesBelow(folder) {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** @param {string} file */
function readIfPresent(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
