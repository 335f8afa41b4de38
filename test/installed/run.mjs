import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exitCodeOf } from "../../tools/command.mjs";
import { runQuietly } from "../../tools/processes.mjs";

const LIMIT_SECONDS = 900;

export function newFolder() {
  return mkdtempSync(join(tmpdir(), "pulumi-lync-installed-"));
}

/**
 * Runs a program, which must end with this exit code, and returns what it printed.
 * @param {string[]} command
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, code?: number }} options
 */
export async function run(command, { cwd, env = process.env, code = 0 }) {
  const result = await runQuietly(command, { cwd, env, timeoutSeconds: LIMIT_SECONDS });
  const output = result.stdout + result.stderr;
  assert.equal(exitCodeOf(result), code, `${command.join(" ")} in ${cwd} ended with exit code ${exitCodeOf(result)}:\n${output}`);
  return output;
}

/** @param {string} output @param {string} expected */
export function includes(output, expected) {
  assert.ok(output.includes(expected), `"${expected}" is not in what was printed:\n${output}`);
}

/** @param {string} output */
export function hasNoStack(output) {
  assert.doesNotMatch(output, /^\s+at .*:\d+:\d+\)?$/m, `a stack trace was printed:\n${output}`);
}
