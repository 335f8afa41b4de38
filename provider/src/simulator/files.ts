import { lstatSync, readFileSync, readlinkSync, realpathSync, statSync } from "node:fs";
import * as path from "node:path";
import { CmdletFailure } from "./cmdletFailure";
import { codeOf } from "./errorCode";
import type { HeldLock } from "./heldLock";

const anotherFolder = "set lync:simulator to a copy of the topology in another folder";
/** What the system says of a folder, not of a file in it. */
const folderCodes = ["EACCES", "EPERM", "EROFS", "ENOENT", "ENOTDIR"];

/**
 * The file of a simulated deployment that lies beside its topology: `contoso.json` has
 * `contoso.state.json` and `contoso.faults.json`.
 */
export function fileBeside(topologyFile: string, kind: "state" | "faults"): string {
  return `${topologyFile.replace(/\.json$/i, "")}.${kind}.json`;
}

/** What a file holds; undefined where there is none. */
export function readFileIfAny(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Replaces what a file holds in one step: whoever reads it meanwhile sees the old or the new. A
 * symbolic link stays one. A file keeps its mode, and a new one gets that of the file which it is
 * `like`. A write that fails leaves nothing behind.
 *
 * Packages for this, such as write-file-atomic 7, take a write that a full disk has cut short for a
 * whole one.
 *
 * @param held the lock of the file, or of the one that it is kept next to.
 * @throws CmdletFailure naming the file, or the folder, that cannot be written to.
 */
export function replaceFile(held: HeldLock, file: string, { content, like = file }: { content: string | Uint8Array; like?: string }): void {
  refuseReadOnly(file);
  const target = targetOf(file);
  try {
    held.put(target, content, statSync(like, { throwIfNoEntry: false }));
  } catch (error) {
    throw notWritten(error, file, path.dirname(target));
  }
}

/**
 * Removes a file, if it is there; of a symbolic link, what it leads to.
 * @throws CmdletFailure where nobody may write it.
 */
export function removeFile(held: HeldLock, file: string): void {
  refuseReadOnly(file);
  const target = targetOf(file);
  try {
    held.takeOut(target);
  } catch (error) {
    throw notWritten(error, file, path.dirname(target));
  }
}

/**
 * Why a file of a simulated deployment could not be written: for a person, with another way where
 * it is the folder's fault.
 */
export function notWritten(error: unknown, file: string, folder: string): CmdletFailure {
  const words = error instanceof Error ? error.message : String(error);
  if (!folderCodes.includes(codeOf(error) ?? ""))
    return notWritable(`The file "${file}" cannot be written: ${words}. Nothing was changed.`);
  return notWritable(
    `The folder "${folder}" cannot be written to (${words}). The simulated deployment keeps its files there. Make the folder writable, or ${anotherFolder}.`,
  );
}

/**
 * Refuses a file that its owner made read-only. The bits decide, and not whether this process could
 * write: root could, and replacing a file asks for no right to the file itself.
 */
function refuseReadOnly(file: string): void {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? 0o200;
  if ((mode & 0o200) !== 0) return;
  throw notWritable(
    `The file "${file}" cannot be written: its mode ${(mode & 0o777).toString(8).padStart(4, "0")} makes it read-only. Let its owner write it (chmod u+w), or ${anotherFolder}.`,
  );
}

/** The failure of a write, in these words. */
export function notWritable(message: string): CmdletFailure {
  return new CmdletFailure({ category: "WriteError", id: "FileNotWritable" }, message);
}

/**
 * The file that symbolic links lead to, also where it is not there yet: `realpath` would fail then.
 */
export function targetOf(file: string): string {
  if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return file;
  return targetOf(path.resolve(realpathSync(path.dirname(file)), readlinkSync(file)));
}
