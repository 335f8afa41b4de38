import { constants } from "node:os";

/** A failure with a message for the user: what was being done, what failed, what to do next. */
export class SetupError extends Error {
  /** @override */
  name = "SetupError";
}

/**
 * Runs one of the commands of this folder and ends the process with its exit code.
 * @param {() => Promise<number>} command returns the exit code
 */
export async function runCommand(command) {
  try {
    process.exitCode = await command();
  } catch (error) {
    console.error(describeFailure(error));
    process.exitCode = 1;
  }
  // A download that was given up may keep its connection open, which would keep the process
  // running.
  await flush(process.stdout);
  await flush(process.stderr);
  process.exit();
}

/**
 * The exit code that a shell reports for a process.
 * @param {{ code: number | null, signal: NodeJS.Signals | null }} end
 */
export function exitCodeOf({ code, signal }) {
  if (signal) return 128 + constants.signals[signal];
  return code ?? 1;
}

/**
 * The text of a failure. An expected failure needs no stack trace. Any other one is a fault in this
 * project.
 * @param {unknown} error
 */
export function describeFailure(error) {
  if (error instanceof SetupError) return `error: ${error.message}`;
  if (isRefusedAccess(error)) return `error: ${error.message}. Let this user write there, or clone pulumi-lync into a folder of your own.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** @param {unknown} error @returns {error is NodeJS.ErrnoException} */
function isRefusedAccess(error) {
  const { code = "", path } = error instanceof Error ? /** @type {NodeJS.ErrnoException} */ (error) : {};
  return path !== undefined && ["EACCES", "EPERM", "EROFS"].includes(code);
}

/** @param {NodeJS.WriteStream} stream */
function flush(stream) {
  return new Promise((resolve) => stream.write("", resolve));
}
