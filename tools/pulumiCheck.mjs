import { realpathSync } from "node:fs";
import { dirname } from "node:path";
import semver from "semver";
import { findExecutable, foldersOnPath } from "./executables.mjs";
import { runQuietly } from "./processes.mjs";

/**
 * The programs that the engine starts for a program in Node.js: the language host, and the launcher
 * of dynamic providers.
 */
const COMPANIONS = ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];

/**
 * Throws an Error that says why a Pulumi CLI cannot be used.
 * @param {string} pulumi its path
 * @param {{ env: NodeJS.ProcessEnv, oldest: string }} options oldest: the oldest version that can
 * be used
 */
export async function checkPulumi(pulumi, { env, oldest }) {
  const version = await versionOf(pulumi, env);
  if (semver.lt(version, oldest)) {
    throw new Error(`${pulumi} is version ${version.version}, but ${oldest} or later is needed.`);
  }
  // Like the engine, this looks on PATH and next to the CLI, after following symbolic links.
  const folders = [dirname(realpathSync(pulumi)), ...foldersOnPath(env)];
  const missing = COMPANIONS.find((name) => !findExecutable(name, folders));
  if (missing) throw new Error(`${pulumi} has no ${missing} next to it or on PATH, so it cannot run a Node.js program.`);
}

/** @param {string} pulumi @param {NodeJS.ProcessEnv} env */
async function versionOf(pulumi, env) {
  const checkEnv = { ...env, PULUMI_SKIP_UPDATE_CHECK: "1" };
  const result = await runQuietly([pulumi, "version"], { env: checkEnv, timeoutSeconds: 30 });
  const version = semver.parse(result.stdout.trim());
  if (result.code === 0 && version) return version;
  throw new Error(
    `${pulumi} version did not print a version: ${result.signal ?? `exit code ${result.code}`}, ` +
      `"${(result.stdout + result.stderr).trim().slice(0, 200)}".`,
  );
}
