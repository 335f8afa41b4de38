import { mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { LyncError } from "./errors";

/**
 * Makes a folder for temporary files, which no other user can read.
 *
 * @param purpose what it is for, as a sentence without its full stop.
 * @throws LyncError that names the folder in which it cannot be made.
 */
export function makeTemporaryFolder(prefix: string, purpose: string): string {
  const folder = tmpdir();
  try {
    return mkdtempSync(path.join(folder, prefix));
  } catch (error) {
    const variable = process.platform === "win32" ? "TEMP" : "TMPDIR";
    throw new LyncError(
      `The folder for temporary files, "${folder}", cannot be written to (${(error as Error).message}). ${purpose}. Name another folder in the environment variable ${variable}.`,
      { kind: "unsupported", cause: error },
    );
  }
}

/**
 * Refuses to start if there is no writable folder for temporary files. Pulumi's SDK cannot be
 * loaded without one, and would fail with a stack trace.
 */
export function requireTemporaryFolder(): void {
  rmdirSync(makeTemporaryFolder("pulumi-lync-", "Pulumi needs it"));
}
