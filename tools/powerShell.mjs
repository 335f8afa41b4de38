import { statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { SetupError } from "./command.mjs";

/**
 * Finds the PowerShell for the tests and the benchmark: LYNC_TEST_POWERSHELL, which is an absolute
 * path or a name on PATH; otherwise the first of `pwsh` and `powershell` on PATH. Returns undefined
 * if there is none.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined}
 * @throws {SetupError} if LYNC_TEST_POWERSHELL names one that does not exist
 */
export function findPowerShell(env = process.env) {
  const given = env["LYNC_TEST_POWERSHELL"] ?? "";
  if (given === "") return onPath("pwsh", env) ?? onPath("powershell", env);
  if (isAbsolute(given)) {
    if (isFile(given)) return given;
    throw wrong(given, "there is no such file");
  }
  if (/[\\/]/.test(given)) throw wrong(given, "a relative path would depend on the folder that a command runs in");
  const found = onPath(given, env);
  if (found === undefined) throw wrong(given, "there is no such program on PATH");
  return found;
}

/** What a run without a PowerShell prints once. */
export const skippedWithoutPowerShell =
  "SKIPPED: everything that needs a real PowerShell, because there is none on PATH. " +
  "Install one (https://aka.ms/powershell), or set LYNC_TEST_POWERSHELL to its absolute path or its name on PATH.";

/** @param {string} name @param {NodeJS.ProcessEnv} env */
function onPath(name, { PATH = "" }) {
  const endings = process.platform === "win32" ? [".exe", ""] : [""];
  const files = PATH.split(delimiter).flatMap((folder) => endings.map((ending) => join(folder, name + ending)));
  return files.filter((file) => isAbsolute(file)).find(isFile);
}

/** @param {string} path */
function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** @param {string} given @param {string} why */
function wrong(given, why) {
  return new SetupError(
    `LYNC_TEST_POWERSHELL is "${given}": ${why}. Set it to an absolute path or to the name of a program on PATH, or leave it out.`,
  );
}
