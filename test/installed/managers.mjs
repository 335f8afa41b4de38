import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { npm } from "../../tools/npm.mjs";
import { run } from "./run.mjs";

/**
 * The package managers other than npm: the name in the npm registry, and the script in the package.
 */
const MANAGERS = {
  "yarn-classic": { wanted: "yarn@1", name: "yarn", script: "bin/yarn.js" },
  yarn: { wanted: "@yarnpkg/cli-dist@4", name: "@yarnpkg/cli-dist", script: "bin/yarn.js" },
  pnpm: { wanted: "pnpm@10", name: "pnpm", script: "bin/pnpm.cjs" },
  bun: { wanted: "bun@1", name: "bun", script: "package.json" },
};

/**
 * Returns the command of a package manager, after it installs that in its own folder.
 * @param {string} tools the folder for all of them
 * @param {keyof typeof MANAGERS} manager
 * @returns {Promise<string[]>}
 */
export async function managerCommand(tools, manager) {
  const { wanted, name, script } = MANAGERS[manager];
  const modules = await installed(tools, { wanted, name });
  // The package's install script would write its start script, but install scripts do not run here.
  if (manager === "bun") return [join(modules, "@oven", `bun-${process.platform}-${process.arch}`, "bin", "bun")];
  return [process.execPath, join(modules, name, script)];
}

/**
 * Returns the executable of another Node.js, after it installs that in its own folder.
 * @param {string} tools the folder for all of them
 * @param {string} version such as 22 or 22.13.0
 */
export async function nodeOf(tools, version) {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const modules = await installed(tools, { wanted: `${name}@${version}`, name });
  return join(modules, name, "bin", process.platform === "win32" ? "node.exe" : "node");
}

/** @param {string} tools @param {{ wanted: string, name: string }} package_ */
async function installed(tools, { wanted, name }) {
  const place = join(tools, wanted.replaceAll("/", "-"));
  const modules = join(place, "node_modules");
  mkdirSync(place, { recursive: true });
  if (!existsSync(join(modules, name)))
    await run(npm("install", "--prefix", place, "--ignore-scripts", "--no-audit", "--no-fund", wanted), { cwd: place });
  return modules;
}
