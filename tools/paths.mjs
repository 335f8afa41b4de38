import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this checkout. */
export const checkoutFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/** In a checkout: for each released version a folder of its name, with the state that it wrote. */
export const releaseStatesFolder = "test/fixtures/releases";

/**
 * What set-up and simulated stacks keep inside a checkout; git ignores it.
 * @param {string} root
 */
export function stateFolder(root) {
  return join(root, ".pulumi-state");
}

/**
 * The folder that keeps fetched Pulumi CLIs, one set for all checkouts of the user.
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
