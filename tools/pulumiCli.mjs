import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { SetupError } from "./command.mjs";
import { findExecutable, foldersOnPath } from "./executables.mjs";
import { refreshLanguageHost } from "./languageHost.mjs";
import { withLock } from "./lock.mjs";
import { buildWithGo } from "./pulumiBuild.mjs";
import { checkPulumi } from "./pulumiCheck.mjs";
import { downloadFromVendor } from "./pulumiDownload.mjs";
import { cachedName, FETCHED_PULUMI, OLDEST_PULUMI } from "./pulumiVersions.mjs";
import { makeWritable } from "./writable.mjs";

/**
 * @typedef {object} Fetch a way to get a CLI if the machine has none
 * @property {string} name
 * @property
 * {(folder: string, options: { version: string, env: NodeJS.ProcessEnv }) => Promise<void>} into
 * fills `folder`/bin
 */
/**
 * @typedef {{ env: NodeJS.ProcessEnv, oldest: string }} Wanted a CLI that is no older than `oldest`
 */
/**
 * @typedef {Wanted & { cache: string, version: string, fetches: Fetch[], earlier: Attempt[] }}
 * Fetching earlier: the earlier attempts, for the message
 */

/** @type {Fetch[]} */
const FETCHES = [
  { name: "the vendor's download (PulumiCommand.install)", into: (folder, { version }) => downloadFromVendor(folder, { version }) },
  { name: "building it with Go from tools/pulumi-cli", into: buildWithGo },
];

/**
 * The absolute path of a Pulumi CLI that can be used: the user's own, one that was fetched earlier,
 * or one that is fetched now.
 * @param {{ env: NodeJS.ProcessEnv, cache: string, oldest?: string, fetches?: Fetch[] }} options
 * oldest: the oldest version that can be used
 * @returns {Promise<string>}
 */
export async function getPulumi({ env, cache, oldest = OLDEST_PULUMI, fetches = FETCHES }) {
  const onPath = await attempt("pulumi on PATH", () => findOnPath({ env, oldest }));
  if ("pulumi" in onPath) return onPath.pulumi;
  return fromCache({ env, cache, oldest, version: FETCHED_PULUMI, fetches, earlier: [onPath] });
}

/**
 * The absolute path of the Pulumi CLI of one version, whatever is on PATH: one that was fetched
 * earlier, or one that is fetched now.
 * @param {{ env: NodeJS.ProcessEnv, cache: string, version: string, fetches?: Fetch[] }} options
 * @returns {Promise<string>}
 */
export function getPulumiOf({ env, cache, version, fetches = FETCHES }) {
  return fromCache({ env, cache, oldest: version, version, fetches, earlier: [] });
}

/** @param {Fetching} fetching */
async function fromCache({ env, cache, oldest, version, fetches, earlier }) {
  const folder = join(cache, cachedName(version));
  const cached = await attempt("one fetched earlier", () => findInCache(folder, { env, oldest }));
  if ("pulumi" in cached) return cached.pulumi;
  makeWritable(cache, {
    what: `Keeping the Pulumi CLI ${version}`,
    advice: "Set XDG_CACHE_HOME (or HOME) to a folder that can be written to, or install Pulumi",
  });
  return withLock(`${folder}.lock`, { what: `getting the Pulumi CLI ${version}` }, () =>
    fetchPulumi(folder, { env, cache, oldest, version, fetches, earlier }),
  );
}

/** @param {string} folder @param {Fetching} fetching */
async function fetchPulumi(folder, { env, oldest, version, fetches, earlier }) {
  // The previous holder of the lock may have fetched it.
  const cached = await attempt("one fetched earlier", () => findInCache(folder, { env, oldest }));
  if ("pulumi" in cached) return cached.pulumi;
  removeLeftovers(folder);
  const attempts = [...earlier, cached];
  for (const { name, into } of fetches) {
    const fill = (/** @type {string} */ partial) => into(partial, { version, env });
    const result = await attempt(name, () => fetchComplete(folder, { env, oldest, fill }));
    if ("pulumi" in result) return result.pulumi;
    attempts.push(result);
  }
  throw new SetupError(describeAttempts(attempts, oldest));
}

/** @typedef {{ name: string, pulumi: string } | { name: string, failure: string }} Attempt */

/** @param {string} name @param {() => Promise<string>} find @returns {Promise<Attempt>} */
async function attempt(name, find) {
  try {
    return { name, pulumi: await find() };
  } catch (error) {
    return { name, failure: error instanceof Error ? error.message.trim() : String(error) };
  }
}

/** @param {Wanted} wanted */
async function findOnPath({ env, oldest }) {
  const pulumi = findExecutable("pulumi", foldersOnPath(env));
  if (!pulumi) throw new Error("There is none.");
  await checkPulumi(pulumi, { env, oldest });
  return pulumi;
}

/** @param {string} folder @param {Wanted} wanted */
async function findInCache(folder, { env, oldest }) {
  const bin = join(folder, "bin");
  const pulumi = findExecutable("pulumi", [bin]);
  if (!pulumi) throw new Error(`There is none in ${bin}`);
  refreshLanguageHost(bin);
  await checkPulumi(pulumi, { env, oldest });
  return pulumi;
}

/**
 * Fills a folder next to the final one, and renames it when it is complete. A folder with the final
 * name is therefore always complete.
 * @param {string} folder
 * @param {Wanted & { fill: (partial: string) => Promise<void> }} options
 */
async function fetchComplete(folder, { env, oldest, fill }) {
  const partial = mkdtempSync(partialPrefix(folder));
  try {
    await fill(partial);
    await findInCache(partial, { env, oldest });
    // A broken folder is renamed before it is removed, so that an interruption leaves no part of it
    // under the final name.
    if (existsSync(folder)) renameSync(folder, `${partialPrefix(folder)}replaced`);
    renameSync(partial, folder);
  } finally {
    removeLeftovers(folder);
  }
  return findInCache(folder, { env, oldest });
}

/**
 * Removes the folders of a process that was killed. Only the holder of the lock makes such folders.
 * @param {string} folder
 */
function removeLeftovers(folder) {
  const parent = dirname(folder);
  const names = readdirSync(parent).filter((name) => name.startsWith(basename(partialPrefix(folder))));
  for (const name of names) rmSync(join(parent, name), { recursive: true, force: true });
}

/** @param {string} folder */
function partialPrefix(folder) {
  return `${folder}.partial-`;
}

/** @param {Attempt[]} attempts @param {string} oldest */
function describeAttempts(attempts, oldest) {
  const lines = attempts.map((each) => `  - ${each.name}: ${"failure" in each ? each.failure.replaceAll("\n", "\n    ") : ""}`);
  return [
    "Getting the Pulumi CLI: every attempt failed. The attempts, in order:",
    ...lines,
    "Do one of these, then run the command again:",
    `  - install Pulumi ${oldest} or later, so that pulumi is on PATH: https://www.pulumi.com/docs/install/`,
    "  - let this machine reach https://get.pulumi.com, without a proxy",
    "  - install Go 1.26.6 or later, with access to a Go module proxy: https://go.dev/dl/",
  ].join("\n");
}
