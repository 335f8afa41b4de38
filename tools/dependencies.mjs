import { readdirSync } from "node:fs";
import { join } from "node:path";
import { SetupError } from "./command.mjs";
import { readJson } from "./json.mjs";
import { missingPackages, thisMachine } from "./missingPackages.mjs";
import { npm } from "./npm.mjs";
import { excerpt, runQuietly } from "./processes.mjs";
import { withProgress } from "./progress.mjs";
import { hashFiles, isStamped, removeStamp, writeStamp } from "./stamp.mjs";

/**
 * Options that override the user's own npm settings. Each of those settings could leave out
 * something that the set-up needs, or put it elsewhere.
 */
const WHATEVER_NPM_IS_SET_TO = [
  "--include=dev",
  "--include=optional",
  "--include=peer",
  "--install-strategy=hoisted",
  // --workspaces without --include-workspace-root would leave out what the checkout itself needs.
  "--workspaces",
  "--include-workspace-root",
  "--package-lock",
  "--bin-links",
  "--no-dry-run",
];

/** @param {string} root */
export function areDependenciesInstalled(root) {
  return isStamped(stampFile(root), hashOfManifests(root)) && missingPackages(root).length === 0;
}

/**
 * @param {string} root
 * @param {{ onStart: (pid: number) => void }} options
 */
export async function installDependencies(root, { onStart }) {
  const hash = hashOfManifests(root);
  removeStamp(stampFile(root));
  const command = npm("ci", ...WHATEVER_NPM_IS_SET_TO, "--no-audit", "--no-fund");
  const result = await withProgress("Installing the dependencies with npm ci (once, until they change).", () =>
    runQuietly(command, { cwd: root, onStart }),
  );
  if (result.code !== 0) {
    throw new SetupError(
      `Installing the dependencies: npm ci failed (exit code ${result.code}).\n${excerpt(result)}\n` +
        "Check that this machine reaches its npm registry (npm ping), then run the command again.",
    );
  }
  writeStamp(stampFile(root), hash);
}

/** npm ci first empties node_modules, which also removes this file. @param {string} root */
function stampFile(root) {
  return join(root, "node_modules", ".pulumi-lync-installed");
}

/** @param {string} root */
function hashOfManifests(root) {
  const manifest = /** @type {{ workspaces?: string[] }} */ (readJson(join(root, "package.json")));
  const folders = ["", ...(manifest.workspaces ?? []).flatMap((workspace) => foldersOf(root, workspace))];
  const files = ["package-lock.json", ".npmrc", ...folders.map((folder) => join(folder, "package.json"))];
  // Some packages have a binary for one kind of machine, or are for some versions of Node.js. A
  // folder that is shared with a container therefore works on only one of the two.
  const { os, cpu, libc } = thisMachine();
  return hashFiles(
    files.map((file) => join(root, file)),
    `${os} ${cpu} ${libc} ${process.version}`,
  );
}

/**
 * The folders of a workspace pattern. This project uses only names and "folder/*".
 * @param {string} root
 * @param {string} workspace
 */
function foldersOf(root, workspace) {
  if (!workspace.endsWith("/*")) return [workspace];
  const parent = workspace.slice(0, -"/*".length);
  return readdirSync(join(root, parent))
    .sort()
    .map((name) => join(parent, name));
}
