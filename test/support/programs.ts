import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished, vi } from "vitest";

/** A folder of programs that print, each under the name that it is given. */
export function programFolder(programs: Record<string, string>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-programs-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const [name, printed] of Object.entries(programs)) putProgram(folder, name, [`echo ${printed}`]);
  return folder;
}

/**
 * Puts a program into a folder: commands that the shell of this system knows, one a line. Returns
 * its file.
 */
export function putProgram(folder: string, name: string, commands: readonly string[]): string {
  const isWindows = process.platform === "win32";
  const file = path.join(folder, isWindows ? `${name}.cmd` : name);
  writeFileSync(file, [isWindows ? "@echo off" : "#!/bin/sh", ...commands, ""].join(isWindows ? "\r\n" : "\n"), { mode: 0o755 });
  return file;
}

/** Looks for programs in these folders alone, until the test has ended. */
export function searchOnly(...folders: string[]): void {
  vi.stubEnv("PATH", folders.join(path.delimiter));
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
}

/** What every check of the machine is given. */
export const machineContext = { folder: ".", say: (): void => undefined };
