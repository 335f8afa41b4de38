import { lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import * as path from "node:path";
import { codeOf } from "./errorCode";
import { notWritable, notWritten, targetOf } from "./files";
import { HeldLock } from "./heldLock";
import { describeHolder, isGone, newHolder } from "./holder";
import { pause, tryWhileBusy } from "./pause";

/**
 * A lock is held for milliseconds. From this age on it is taken away, whether its holder lives or
 * not.
 */
const oldMilliseconds = 20_000;
/** A process that has not put its name into its lock by then has died before it could. */
const namelessMilliseconds = 2_000;
/** What ends the name of a holder whose lock is being taken away. */
const takenAway = ".gone";
/** What fails when another process was quicker. */
const lateCodes = ["ENOENT", "ENOTEMPTY", "EEXIST"];
/**
 * Who shares the folder by a group may take a lock away, too. Nobody else can put anything in it.
 */
const lockMode = 0o775;
const mostAttempts = 5;

/**
 * Runs work on a file, and on what is kept next to it, while no other process does.
 *
 * The lock is a directory next to the file, `<file>.lock`: only one process can make it. In it the
 * holder has a folder, whose name tells who it is. Whatever it writes goes through that folder
 * (`HeldLock`). So a lock can be taken away from a process that may still be alive: without its
 * folder that process can write nothing more. Its work then fails, and is done again from the
 * start, under a new lock. The work has to allow for that: the change is made by its last step.
 * Files can only be renamed within a file system. So if the file is a symbolic link, it has two
 * locks: the first next to what it leads to, the second next to itself.
 *
 * No well-kept package has such a lock. Those that can wait without a timer, such as dotlocker 1,
 * let a process that has lost its lock go on writing.
 *
 * @throws CmdletFailure naming the lock and its holder, if it does not become free; or the folder,
 *   if no lock can be made there.
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
  // Only its own pauses count. The clock goes on while this process is itself stopped.
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
 * Makes the lock, and the holder's folder in it. Returns that folder; nothing, if another process
 * has the lock.
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
    // As long as no name is in it, the lock may be removed, and made again by another process.
    // Both put their names in first, and look then: so at least one of them sees the other.
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
 * Removes a holder's folder, and the lock. If another process has the lock by now, it stays: it is
 * not empty.
 */
function letGo(folder: string): void {
  try {
    tryWhileBusy(() => rmSync(folder, { recursive: true, force: true }));
    tryWhileBusy(() => rmdirSync(path.dirname(folder)));
  } catch {
    // The work is done, whatever becomes of the lock. The next process takes it away.
  }
}

/**
 * Takes the lock away from a holder that is dead or too old. Another process may do so at the same
 * time.
 */
function takeAwayIfDead(lock: string): void {
  if (!lstatSync(lock).isDirectory()) {
    // An earlier version's lock, or something else that is in the way.
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
      // In one step, and before anything in it is removed: so its holder can tell why it fails.
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
  const reason = trouble instanceof Error ? ` It could not be taken away: ${trouble.message}.` : "";
  return notWritable(
    `The lock "${lock}" was not free within ${String(patienceMilliseconds / 1000)} seconds: ${holderOf(lock)} holds it.${reason} Nothing was changed. Try again. ` +
      `If it is never free, end the processes that use this simulated deployment, and delete "${lock}".`,
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
    `The lock "${targetOf(file)}.lock" was taken away from this process ${String(mostAttempts)} times, because it had held it for more than ` +
      `${String(oldMilliseconds / 1000)} seconds each time. The change was not made. Try again when the machine, or the disk, is less busy.`,
  );
}
