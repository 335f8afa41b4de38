import { codeOf } from "./errorCode";

/** Windows refuses to replace or remove a file while another process has it open. */
const busyOnWindows = ["EACCES", "EBUSY", "EPERM"];
const busyMilliseconds = 1000;

/** Blocks this process, and returns for how long. */
export function pause(milliseconds: number): number {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  return milliseconds;
}

/** Does something with a file. On Windows, tries again for a second while the file is busy. */
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
