import { codeOf } from "./errorCode";

/** Windows refuses for a moment to replace or remove what another process looks at. */
const busyOnWindows = ["EACCES", "EBUSY", "EPERM"];
const busyMilliseconds = 1000;

/** Lets this process wait, and returns for how long. */
export function pause(milliseconds: number): number {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  return milliseconds;
}

/** Does something with a file; on Windows it tries for a second while the file is busy. */
export function tryWhileBusy<T>(work: () => T): T {
  for (let waited = 0; ; waited += pause(5)) {
    try {
      return work();
    } catch (error) {
      const isBusy = process.platform === "win32" && busyOnWindows.includes(codeOf(error) ?? "");
      if (!isBusy || waited >= busyMilliseconds) throw error;
    }
  }
}
