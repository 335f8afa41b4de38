import { spawn } from "node:child_process";

const EXCERPT_LINES = 12;

/**
 * @typedef {object} Options
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeoutSeconds] the time after which the process is killed; no limit by
 * default
 * @property {(pid: number) => void} [onStart]
 */

/**
 * @typedef {object} End
 * @property {number | null} code
 * @property {NodeJS.Signals | null} signal
 */

/**
 * Runs a program with the standard streams of this process, and passes on signals.
 * @param {string[]} command the program and its arguments
 * @param {Options} [options]
 * @returns {Promise<End>}
 */
export async function runInForeground(command, options = {}) {
  const child = start(command, { ...options, stdio: "inherit" });
  const stopForwarding = forwardSignals(child);
  try {
    return await ended(child);
  } finally {
    stopForwarding();
  }
}

/**
 * Runs a program and collects what it prints.
 * @param {string[]} command the program and its arguments
 * @param {Options} [options]
 * @returns {Promise<End & { stdout: string, stderr: string }>}
 */
export async function runQuietly(command, options = {}) {
  const child = start(command, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const stopForwarding = forwardSignals(child, { exit: true });
  const output = { stdout: "", stderr: "" };
  child.stdout?.setEncoding("utf8").on("data", (/** @type {string} */ text) => (output.stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (/** @type {string} */ text) => (output.stderr += text));
  try {
    return { ...(await ended(child)), ...output };
  } finally {
    stopForwarding();
  }
}

/**
 * The beginning and the end of what a failed program printed. npm prints its reason first, and a
 * compiler prints its summary last.
 * @param {{ stdout: string, stderr: string }} output
 */
export function excerpt({ stdout, stderr }) {
  const lines = (stderr.trim() || stdout.trim()).split("\n");
  if (lines.length <= 2 * EXCERPT_LINES) return lines.join("\n");
  return [...lines.slice(0, EXCERPT_LINES), "[…]", ...lines.slice(-EXCERPT_LINES)].join("\n");
}

/** Whether a process of any user runs on this machine. @param {number} pid */
export function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/**
 * @param {string[]} command
 * @param {Options & { stdio: import("node:child_process").StdioOptions }} options
 */
function start([program = "", ...args], { cwd, env, stdio, timeoutSeconds, onStart }) {
  const child = spawn(program, args, {
    cwd,
    env: env ?? process.env,
    stdio,
    timeout: timeoutSeconds === undefined ? undefined : timeoutSeconds * 1000,
    // Windows starts a .cmd file only through its shell.
    shell: process.platform === "win32" && !program.toLowerCase().endsWith(".exe"),
  });
  if (child.pid !== undefined) onStart?.(child.pid);
  return child;
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<End>}
 */
function ended(child) {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal }));
  });
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {{ exit?: boolean }} [options] exit: whether this process also ends, because it has
 * nothing left to do
 */
function forwardSignals(child, { exit = false } = {}) {
  // A terminal also sends Ctrl-C to the child, and Pulumi stops at once if it gets a second one.
  const hasTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    if (signal !== "SIGINT" || !hasTerminal) child.kill(signal);
    if (exit) process.exit(130);
  };
  const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
  for (const signal of signals) process.on(signal, forward);
  return () => signals.forEach((signal) => process.off(signal, forward));
}
