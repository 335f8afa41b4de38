import { closeSync, existsSync, fchmodSync, fchownSync, fstatSync, openSync, renameSync, writeFileSync, type Stats } from "node:fs";
import * as path from "node:path";
import { codeOf } from "./errorCode";
import { tryWhileBusy } from "./pause";

/**
 * A lock that this process holds. The holder has a folder in it, and changes files only by moving
 * them out of that folder or into it. A process that takes the lock away renames the folder first.
 * The lock is free only when the folder is absent, and then every move fails.
 */
export class HeldLock {
  /** The holder's folders. */
  readonly folders: readonly string[];
  #names = 0;

  /** @param folders one folder in the lock of each place where files are changed. */
  constructor(folders: readonly string[]) {
    this.folders = folders;
  }

  /** Whether another process has taken the lock away in the meantime. */
  isTakenAway(): boolean {
    return !this.folders.every((folder) => existsSync(folder));
  }

  /**
   * Replaces a file in one step. A symbolic link at this path is not followed. The new file gets
   * the mode of `like`, and also its owner if this process may set it.
   */
  put(target: string, content: string | Uint8Array, like: Stats | undefined): void {
    const made = this.#newName(target);
    const descriptor = openSync(made, "wx", like === undefined ? 0o666 : like.mode & 0o777);
    try {
      writeFileSync(descriptor, content);
      if (like !== undefined) makeLike(descriptor, like);
    } finally {
      closeSync(descriptor);
    }
    tryWhileBusy(() => renameSync(made, target));
  }

  /** Removes a file if it exists. A symbolic link at this path is not followed. */
  takeOut(target: string): void {
    try {
      tryWhileBusy(() => renameSync(target, this.#newName(target)));
    } catch (error) {
      if (codeOf(error) !== "ENOENT" || this.isTakenAway()) throw error;
    }
  }

  /** A new path in the holder's folder that is in the lock next to the file. */
  #newName(target: string): string {
    this.#names += 1;
    const folder = this.folders.find((one) => path.resolve(one, "..", "..") === path.resolve(target, ".."));
    if (folder === undefined) throw new Error(`"${target}" is not protected by this lock.`);
    return path.join(folder, String(this.#names));
  }
}

function makeLike(descriptor: number, { uid, gid, mode }: Stats): void {
  const own = fstatSync(descriptor);
  if (uid !== own.uid || gid !== own.gid) {
    try {
      fchownSync(descriptor, uid, gid);
    } catch (error) {
      if (!["EPERM", "EINVAL"].includes(codeOf(error) ?? "")) throw error;
    }
  }
  fchmodSync(descriptor, mode & 0o7777);
}
