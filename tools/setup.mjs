import { join } from "node:path";
import { build, isBuilt } from "./build.mjs";
import { SetupError } from "./command.mjs";
import { areDependenciesInstalled, installDependencies } from "./dependencies.mjs";
import { withLock } from "./lock.mjs";
import { checkoutFolder, cacheFolder, stateFolder } from "./paths.mjs";

/** The linter and the test runner need it; the engines in package.json say the same. */
const OLDEST_NODE = { major: 20, minor: 19 };

/**
 * @typedef {object} SetupOptions
 * @property {string} [root]
 * @property {boolean} [install] whether dependencies may be installed; a process that itself runs from node_modules must not have them replaced
 */

/**
 * Does what a fresh checkout lacks for all that needs no Pulumi CLI: dependencies and build. Safe to repeat and to interrupt.
 * @param {SetupOptions} [options]
 * @returns {Promise<{ root: string }>}
 */
export async function ensureBuilt({ root = checkoutFolder, install = true } = {}) {
  requireNode();
  const missesDependencies = () => install && !areDependenciesInstalled(root);
  if (missesDependencies() || !isBuilt(root)) {
    const what = "setting up this checkout";
    await withLock(join(stateFolder(root), "setup.lock"), { what }, async ({ alsoHeldBy: onStart }) => {
      if (missesDependencies()) await installDependencies(root, { onStart });
      if (!isBuilt(root)) await build(root, { onStart });
    });
  }
  return { root };
}

/**
 * The same, and the Pulumi CLI.
 * @param {SetupOptions} [options]
 * @returns {Promise<{ root: string, pulumi: string }>} pulumi: the CLI's absolute path
 */
export async function ensureReady(options) {
  const { root } = await ensureBuilt(options);
  // This one needs packages from node_modules, which a fresh checkout gets only above.
  const { getPulumi } = await import("./pulumiCli.mjs");
  const pulumi = await getPulumi({ env: process.env, cache: cacheFolder(process.env) });
  return { root, pulumi };
}

/**
 * Before anything else: an older one fails later, in words of some package.
 * @param {string} [version]
 */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > OLDEST_NODE.major || (major === OLDEST_NODE.major && minor >= OLDEST_NODE.minor)) return;
  throw new SetupError(
    `Setting up pulumi-lync: it needs Node.js ${OLDEST_NODE.major}.${OLDEST_NODE.minor} or later, and this is v${version}; ` +
      "install a newer one (https://nodejs.org), then run the command again.",
  );
}
