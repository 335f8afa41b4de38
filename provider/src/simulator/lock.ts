import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { notWritten } from "./files";

/** A holder that is older than this has died, whatever its process id says: a lock is held for milliseconds. */
const staleMilliseconds = 20_000;
/** One that has not written its process id by then has died before it could: that is done at once. */
const namelessMilliseconds = 2_000;
const patienceMilliseconds = 60_000;

/**
 * Runs the work while a lock file is held: a file created exclusively, so that PowerShell can take it, too. It holds the owner's process id;
 * the lock of a process that is gone is taken over.
 */
export function withLock<T>(file: string, work: () => T): T {
  acquire(file);
  try {
    return work();
  } finally {
    rmSync(file, { force: true });
  }
}

function acquire(file: string): void {
  const deadline = Date.now() + patienceMilliseconds;
  while (!tryCreate(file)) {
    removeIfStale(file);
    if (Date.now() > deadline) throw new Error(`the lock ${file} was not free within ${String(patienceMilliseconds / 1000)} seconds`);
    pause(2 + Math.random() * 8);
  }
}

function tryCreate(file: string): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(file, "wx");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw notWritten(error, file);
  }
  try {
    writeSync(descriptor, String(process.pid));
  } catch (error) {
    // On a full disk it would stay empty.
    rmSync(file, { force: true });
    throw notWritten(error, file);
  } finally {
    closeSync(descriptor);
  }
  return true;
}

// Two who see the same dead lock must not both remove one: the second would remove the first's new lock. So removing is itself done
// under an exclusively created file, and the lock is looked at once more inside.
function removeIfStale(file: string): void {
  if (!isStale(file)) return;
  const guard = `${file}.removing`;
  if (!tryCreate(guard)) {
    if (isOld(guard, staleMilliseconds)) rmSync(guard, { force: true });
    return;
  }
  try {
    if (isStale(file)) rmSync(file, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

function isStale(file: string): boolean {
  try {
    const owner = Number(readFileSync(file, "utf8"));
    return owner > 0 ? !isAlive(owner) || isOld(file, staleMilliseconds) : isOld(file, namelessMilliseconds);
  } catch {
    // Gone in the meantime: its owner let go.
    return false;
  }
}

function isOld(file: string, milliseconds: number): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats !== undefined && Date.now() - stats.mtimeMs > milliseconds;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, but somebody else's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
