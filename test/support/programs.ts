import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished, vi } from "vitest";

/** Makes a folder with programs. Each has the given name and prints the given text. */
export function programFolder(programs: Record<string, string>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-programs-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const [name, printed] of Object.entries(programs)) putProgram(folder, name, [`echo ${printed}`]);
  return folder;
}

/**
 * Writes a program into a folder. It consists of commands for this system's shell, one per line.
 * Returns the program's file.
 */
export function putProgram(folder: string, name: string, commands: readonly string[]): string {
  const isWindows = process.platform === "win32";
  const file = path.join(folder, isWindows ? `${name}.cmd` : name);
  writeFileSync(file, [isWindows ? "@echo off" : "#!/bin/sh", ...commands, ""].join(isWindows ? "\r\n" : "\n"), { mode: 0o755 });
  return file;
}

/** Limits the search for programs to these folders until the test ends. */
export function searchOnly(...folders: string[]): void {
  vi.stubEnv("PATH", folders.join(path.delimiter));
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
}

/** The context that every check of the machine gets. */
export const machineContext = { folder: ".", say: (): void => undefined };
