import { lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import * as path from "node:path";
import { codeOf } from "./errorCode";
import { notWritable, notWritten, targetOf } from "./files";
import { HeldLock } from "./heldLock";
import { describeHolder, isGone, newHolder } from "./holder";
import { pause, tryWhileBusy } from "./pause";

/**
 * A lock is normally held for milliseconds. When it is older than this, it is taken away, even if
 * its holder is still alive.
 */
const oldMilliseconds = 20_000;
/** A process that has not put its name into its lock after this time has died. */
const namelessMilliseconds = 2_000;
/** The suffix of a holder's folder while its lock is being taken away. */
const takenAway = ".gone";
/** The error codes that show that another process was faster. */
const lateCodes = ["ENOENT", "ENOTEMPTY", "EEXIST"];
/** Users of the folder's group may also take a lock away. Other users cannot write into it. */
const lockMode = 0o775;
const mostAttempts = 5;

/**
 * Runs work on a file, and on the files kept next to it, while no other process does.
 *
 * The lock is the directory `<file>.lock` next to the file, because only one process can make it.
 * The holder has a folder in it, whose name identifies the holder. Every write goes through that
 * folder (`HeldLock`). So a lock can be taken away from a process that may still be alive, because
 * the process cannot write without its folder. Its work then fails, and starts again under a new
 * lock. Therefore only the last step of the work may make the change.
 *
 * Files can be moved only within one file system. So a file that is a symbolic link has two locks:
 * the first next to the file to which it leads, the second next to the link.
 *
 * No well-maintained package has such a lock. Those that can wait without a timer, such as
 * dotlocker 1, let a process that has lost its lock continue to write.
 *
 * @throws CmdletFailure that names the lock and its holder if the lock does not become free, or the
 *   folder if no lock can be made there.
 */
export function withLock<T>(file: string, work: (held: HeldLock) => T, { patienceMilliseconds = 60_000 } = {}): T {
  for (let attempt = 1; ; attempt += 1) {
    const held = acquire(file, patienceMilliseconds);
    try {
      return work(held);
    } catch (error) {
      if (!held.isTakenAway()) throw error;
      if (attempt === mostAttempts) throw alwaysTakenAway(file);
    } finally {
      held.folders.forEach(letGo);
    }
  }
}

function acquire(file: string, patienceMilliseconds: number): HeldLock {
  const folders: string[] = [];
  try {
    for (const place of new Set([targetOf(file), file])) folders.push(waitFor(place, { file, patienceMilliseconds }));
  } catch (error) {
    folders.forEach(letGo);
    throw error;
  }
  return new HeldLock(folders);
}

/** Waits for the lock next to a place, and returns the holder's folder in it. */
function waitFor(place: string, { file, patienceMilliseconds }: { file: string; patienceMilliseconds: number }): string {
  const lock = `${place}.lock`;
  // Only its own pauses count, because the clock continues while this process is suspended.
  for (let waited = 0; ; waited += pause(2 + Math.random() * 8)) {
    try {
      const folder = tryMake(lock);
      if (folder !== undefined) return folder;
    } catch (error) {
      throw notWritten(error, file, path.dirname(place));
    }
    let trouble: unknown;
    try {
      takeAwayIfDead(lock);
    } catch (error) {
      if (!lateCodes.includes(codeOf(error) ?? "")) trouble = error;
    }
    if (waited > patienceMilliseconds) throw notFree(lock, trouble, patienceMilliseconds);
  }
}

/**
 * Makes the lock, and the holder's folder in it. Returns that folder, or undefined if another
 * process has the lock.
 */
function tryMake(lock: string): string | undefined {
  const holder = newHolder();
  const folder = path.join(lock, holder);
  try {
    tryWhileBusy(() => mkdirSync(lock, lockMode));
  } catch (error) {
    if (codeOf(error) === "EEXIST") return undefined;
    throw error;
  }
  try {
    // While the lock has no name in it, another process may remove it and make it again. Both
    // processes first add their names and then look, so at least one of them sees the other.
    mkdirSync(folder, lockMode);
    const names = readdirSync(lock);
    if (names.length === 1 && names[0] === holder) return folder;
  } catch (error) {
    if (codeOf(error) !== "ENOENT") {
      letGo(folder);
      throw error;
    }
  }
  letGo(folder);
  return undefined;
}

/**
 * Removes a holder's folder, and then the lock. If another process has the lock by now, the lock is
 * not empty, so it is not removed.
 */
function letGo(folder: string): void {
  try {
    tryWhileBusy(() => rmSync(folder, { recursive: true, force: true }));
    tryWhileBusy(() => rmdirSync(path.dirname(folder)));
  } catch {
    // The work is done, so this failure does not matter. The next process takes the lock away.
  }
}

/**
 * Takes the lock away from a dead or too old holder. Other processes may do so at the same time.
 */
function takeAwayIfDead(lock: string): void {
  if (!lstatSync(lock).isDirectory()) {
    // This is the lock of an earlier version, or another file that is in the way.
    if (isOlder(lock, oldMilliseconds)) rmSync(lock);
    return;
  }
  const holders = readdirSync(lock);
  if (holders.length === 0 && !isOlder(lock, namelessMilliseconds)) return;
  for (const holder of holders) {
    const folder = path.join(lock, holder);
    if (holder.endsWith(takenAway)) {
      rmSync(folder, { recursive: true, force: true });
    } else if (isGone(holder) || isOlder(folder, oldMilliseconds)) {
      // The folder is renamed before anything in it is removed, so that its holder knows why its
      // work fails.
      renameSync(folder, folder + takenAway);
      rmSync(folder + takenAway, { recursive: true, force: true });
    } else {
      return;
    }
  }
  rmdirSync(lock);
}

function isOlder(file: string, milliseconds: number): boolean {
  return Date.now() - lstatSync(file).mtimeMs > milliseconds;
}

function notFree(lock: string, trouble: unknown, patienceMilliseconds: number): Error {
  const reason = trouble instanceof Error ? ` The lock could not be taken away: ${trouble.message}.` : "";
  return notWritable(
    `The lock "${lock}" did not become free within ${String(patienceMilliseconds / 1000)} seconds, because ${holderOf(lock)} holds it.${reason} Nothing was changed. Try again. ` +
      `If the lock never becomes free, end the processes that use this simulated deployment, and delete "${lock}".`,
  );
}

function holderOf(lock: string): string {
  try {
    return describeHolder(readdirSync(lock)[0] ?? "");
  } catch {
    return "an unknown process";
  }
}

function alwaysTakenAway(file: string): Error {
  return notWritable(
    `The lock "${targetOf(file)}.lock" was taken away from this process ${String(mostAttempts)} times, because this process held the lock for more than ` +
      `${String(oldMilliseconds / 1000)} seconds each time. The change was not made. Try again when the machine, or the disk, is less busy.`,
  );
}
