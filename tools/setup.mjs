import { join } from "node:path";
import { build, isBuilt } from "./build.mjs";
import { SetupError } from "./command.mjs";
import { areDependenciesInstalled, installDependencies } from "./dependencies.mjs";
import { withLock } from "./lock.mjs";
import { checkoutFolder, cacheFolder, stateFolder } from "./paths.mjs";
import { OLDEST_PULUMI } from "./pulumiVersions.mjs";
import { makeWritable, ofCheckout, requireHome, requireTemporaryFolder } from "./writable.mjs";

/**
 * The oldest minor version of each major version that the linter and the bundler support. The
 * engines in package.json say the same.
 */
const OLDEST_MINOR = new Map([
  [20, 19],
  [22, 13],
]);
const ALL_SINCE_MAJOR = 24;

/**
 * @typedef {object} SetupOptions
 * @property {string} [root]
 * @property {boolean} [install] whether dependencies may be installed; they must not be replaced
 * while a process runs from node_modules
 */

/**
 * Installs the dependencies and builds the package if necessary, without the Pulumi CLI. It can be
 * repeated and interrupted safely.
 * @param {SetupOptions} [options]
 * @returns {Promise<{ root: string }>}
 */
export async function ensureBuilt({ root = checkoutFolder, install = true } = {}) {
  requireNode();
  requireTemporaryFolder();
  const missesDependencies = () => install && !areDependenciesInstalled(root);
  if (missesDependencies() || !isBuilt(root)) {
    const what = "setting up this checkout";
    makeWritable(stateFolder(root), ofCheckout("Setting up this checkout"));
    await withLock(join(stateFolder(root), "setup.lock"), { what }, async ({ alsoHeldBy: onStart }) => {
      if (missesDependencies()) await installDependencies(root, { onStart });
      if (!isBuilt(root)) await build(root, { onStart });
    });
  }
  return { root };
}

/**
 * Does what `ensureBuilt` does, and gets the Pulumi CLI.
 * @param {SetupOptions & { oldestPulumi?: string }} [options] oldestPulumi: the oldest CLI that can
 * be used
 * @returns {Promise<{ root: string, pulumi: string }>} pulumi: the CLI's absolute path
 */
export async function ensureReady({ oldestPulumi = OLDEST_PULUMI, ...options } = {}) {
  requireHome();
  const { root } = await ensureBuilt(options);
  // This module needs packages from node_modules, which ensureBuilt installs in a fresh checkout.
  const { getPulumi } = await import("./pulumiCli.mjs");
  const pulumi = await getPulumi({ env: process.env, cache: cacheFolder(process.env), oldest: oldestPulumi });
  return { root, pulumi };
}

/**
 * Checks the version of Node.js first. An unsupported version would fail later, with the message of
 * some package.
 * @param {string} [version]
 */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major >= ALL_SINCE_MAJOR || minor >= (OLDEST_MINOR.get(major) ?? Infinity)) return;
  const lines = [...OLDEST_MINOR].map(([line, oldest]) => `${line}.${oldest} or a later ${line}`);
  throw new SetupError(
    `Setting up pulumi-lync: this checkout needs Node.js ${lines.join(", ")}, or ${ALL_SINCE_MAJOR} and later, but this is v${version}. ` +
      "Install one of these (https://nodejs.org), then run the command again.",
  );
}
