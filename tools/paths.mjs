import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this checkout. */
export const checkoutFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/** The folder with a subfolder for each released version, which has the state that it wrote. */
export const releaseStatesFolder = "test/fixtures/releases";

/**
 * The folder that set-up and simulated stacks use inside a checkout. Git ignores it.
 * @param {string} root
 */
export function stateFolder(root) {
  return join(root, ".pulumi-state");
}

/**
 * The folder for fetched Pulumi CLIs, which all checkouts of the user share.
 * @param {NodeJS.ProcessEnv} env
 */
export function cacheFolder(env) {
  return join(userCacheFolder(env), "pulumi-lync");
}

/** @param {NodeJS.ProcessEnv} env */
function userCacheFolder(env) {
  if (env["XDG_CACHE_HOME"]) return env["XDG_CACHE_HOME"];
  if (process.platform === "win32") return env["LOCALAPPDATA"] ?? join(homedir(), "AppData", "Local");
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches");
  return join(homedir(), ".cache");
}
