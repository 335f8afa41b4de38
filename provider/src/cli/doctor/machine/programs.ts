import { execFile, type ExecFileException } from "node:child_process";
import which from "which";

/**
 * Returns a program's file on PATH, or in the folders of another list of the same form. It also
 * tries the endings of Windows' programs.
 */
export function findProgram(name: string, path?: string): string | undefined {
  return which.sync(name, { nothrow: true, ...(path === undefined ? {} : { path }) }) ?? undefined;
}

/** What a program printed on standard output, or why that is unknown, as a sentence. */
export type Ran = { printed: string } | { failure: string };

/** The arguments of a program, its environment, and its time limit. */
export interface Running {
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  seconds: number;
}

/** Runs a program, and ends it if it takes longer than `seconds`. */
export function runProgram(file: string, { args, env, seconds }: Running): Promise<Ran> {
  const { program, given, isVerbatim } = commandOf(file, args);
  return new Promise((resolve) => {
    const options = { env, timeout: seconds * 1000, windowsHide: true, windowsVerbatimArguments: isVerbatim };
    execFile(program, given, options, (error, stdout, stderr) => {
      resolve(error === null ? { printed: stdout.trim() } : { failure: failureOf(error, { stderr, seconds }) });
    });
  });
}

/**
 * The program to start and its arguments. Windows starts a batch file only through its command
 * interpreter.
 */
function commandOf(file: string, args: readonly string[]): { program: string; given: string[]; isVerbatim: boolean } {
  if (process.platform !== "win32" || !/\.(?:cmd|bat)$/i.test(file)) return { program: file, given: [...args], isVerbatim: false };
  const line = `"${[`"${file}"`, ...args].join(" ")}"`;
  return { program: process.env.ComSpec ?? "cmd.exe", given: ["/d", "/s", "/c", line], isVerbatim: true };
}

function failureOf(error: ExecFileException, { stderr, seconds }: { stderr: string; seconds: number }): string {
  if (error.killed === true) return `It did not end within ${seconds} seconds.`;
  if (typeof error.code === "number") return `It ended with exit code ${error.code}: ${stderr.trim() || "it gave no reason"}.`;
  return `It could not be started: ${error.message}.`;
}
