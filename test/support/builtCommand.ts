import { execFile } from "node:child_process";
import path from "node:path";

/** The built command `pulumi-lync`. */
export const builtCommand = path.resolve(import.meta.dirname, "..", "..", "provider", "bin", "pulumi-lync");

/** How the command ended, and what it printed. */
export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the command in a folder. */
export function runBuilt(folder: string, args: readonly string[], environment: NodeJS.ProcessEnv = process.env): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [builtCommand, ...args],
      { cwd: folder, env: environment, maxBuffer: 1024 ** 3 },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
      },
    );
  });
}
