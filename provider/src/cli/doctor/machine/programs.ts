import { execFile, type ExecFileException } from "node:child_process";
import which from "which";

/**
 * The file that a program's name stands for on PATH, or in the folders of a list like PATH.
 * Windows' endings are tried.
 */
export function findProgram(name: string, path?: string): string | undefined {
  return which.sync(name, { nothrow: true, ...(path === undefined ? {} : { path }) }) ?? undefined;
}

/** What a program printed on standard output; or why that is not known, as a sentence. */
export type Ran = { printed: string } | { failure: string };

/** How a program is run. */
export interface Running {
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  /** The time limit. */
  seconds: number;
}

/** Runs a program, and ends it when it takes too long. */
export function runProgram(file: string, { args, env, seconds }: Running): Promise<Ran> {
  const { program, given, isVerbatim } = commandOf(file, args);
  return new Promise((resolve) => {
    const options = { env, timeout: seconds * 1000, windowsHide: true, windowsVerbatimArguments: isVerbatim };
    execFile(program, given, options, (error, stdout, stderr) => {
      resolve(error === null ? { printed: stdout.trim() } : { failure: failureOf(error, { stderr, seconds }) });
    });
  });
}

/** What is started. Windows starts a batch file only by its command interpreter. */
function commandOf(file: string, args: readonly string[]): { program: string; given: string[]; isVerbatim: boolean } {
  if (process.platform !== "win32" || !/\.(?:cmd|bat)$/i.test(file)) return { program: file, given: [...args], isVerbatim: false };
  const line = `"${[`"${file}"`, ...args].join(" ")}"`;
  return { program: process.env.ComSpec ?? "cmd.exe", given: ["/d", "/s", "/c", line], isVerbatim: true };
}

function failureOf(error: ExecFileException, { stderr, seconds }: { stderr: string; seconds: number }): string {
  if (error.killed === true) return `It did not end within ${seconds} seconds.`;
  if (typeof error.code === "number") return `It ended with exit code ${error.code}: ${stderr.trim() || "it did not say why"}.`;
  return `It could not be started: ${error.message}.`;
}
