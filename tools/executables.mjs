import { statSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * @param {string} name
 * @param {string[]} folders
 */
export function findExecutable(name, folders) {
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  const candidates = folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending)));
  return candidates.find(isExecutable);
}

/** @param {NodeJS.ProcessEnv} env */
export function foldersOnPath(env) {
  const name = Object.keys(env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  return (env[name] ?? "").split(delimiter).filter((folder) => folder !== "");
}

/** @param {string} file */
function isExecutable(file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) return false;
  return process.platform === "win32" || (stat.mode & 0o111) !== 0;
}
