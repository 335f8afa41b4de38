import { lstatSync, readFileSync, readlinkSync, realpathSync, statSync } from "node:fs";
import * as path from "node:path";
import { CmdletFailure } from "./cmdletFailure";
import { codeOf } from "./errorCode";
import type { HeldLock } from "./heldLock";

const anotherFolder = "set lync:simulator to a copy of the topology in another folder";
/** The error codes that are about the folder instead of the file. */
const folderCodes = ["EACCES", "EPERM", "EROFS", "ENOENT", "ENOTDIR"];

/**
 * A file of a simulated deployment next to its topology file: `contoso.json` has
 * `contoso.state.json` and `contoso.faults.json`.
 */
export function fileBeside(topologyFile: string, kind: "state" | "faults"): string {
  return `${topologyFile.replace(/\.json$/i, "")}.${kind}.json`;
}

/** The content of a file, or undefined if there is no such file. */
export function readFileIfAny(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Replaces the content of a file in one step, so that a reader sees either the old or the new
 * content. A symbolic link stays a symbolic link. A file keeps its mode, and a new file gets the
 * mode of the file `like`. A failed write leaves nothing behind.
 *
 * Packages for this, such as write-file-atomic 7, accept a write that a full disk has cut short.
 *
 * @param held the lock of the file, or of the file next to which it is kept.
 * @throws CmdletFailure that names the file or the folder that cannot be written to.
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
 * Removes a file if it exists. For a symbolic link, removes the file to which it leads.
 * @throws CmdletFailure if the file is read-only, or the folder cannot be written to.
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
 * The error for a user when a file of a simulated deployment could not be written. If the folder is
 * the cause, the message suggests another folder.
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
 * Refuses a file that its owner made read-only. The mode decides, because root could write the file
 * anyway, and because replacing a file needs no right to the file itself.
 */
function refuseReadOnly(file: string): void {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? 0o200;
  if ((mode & 0o200) !== 0) return;
  throw notWritable(
    `The file "${file}" cannot be written: its mode ${(mode & 0o777).toString(8).padStart(4, "0")} makes it read-only. Let its owner write it (chmod u+w), or ${anotherFolder}.`,
  );
}

/** The failure of a write, with this message. */
export function notWritable(message: string): CmdletFailure {
  return new CmdletFailure({ category: "WriteError", id: "FileNotWritable" }, message);
}

/** The file to which symbolic links lead. It may be absent; `realpath` would fail then. */
export function targetOf(file: string): string {
  if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return file;
  return targetOf(path.resolve(realpathSync(path.dirname(file)), readlinkSync(file)));
}
