import { readdirSync } from "node:fs";
import { join } from "node:path";
import { SetupError } from "./command.mjs";
import { readJson } from "./json.mjs";
import { npm } from "./npm.mjs";
import { excerpt, runQuietly } from "./processes.mjs";
import { withProgress } from "./progress.mjs";
import { hashFiles, isStamped, removeStamp, writeStamp } from "./stamp.mjs";

/** @param {string} root */
export function areDependenciesInstalled(root) {
  return isStamped(stampFile(root), hashOfManifests(root));
}

/**
 * @param {string} root
 * @param {{ onStart: (pid: number) => void }} options
 */
export async function installDependencies(root, { onStart }) {
  const hash = hashOfManifests(root);
  removeStamp(stampFile(root));
  // NODE_ENV=production would leave out the compiler and the test runner.
  const command = npm("ci", "--include=dev", "--no-audit", "--no-fund");
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

/** npm ci empties node_modules first, and this file with it. @param {string} root */
function stampFile(root) {
  return join(root, "node_modules", ".pulumi-lync-installed");
}

/** @param {string} root */
function hashOfManifests(root) {
  const manifest = /** @type {{ workspaces?: string[] }} */ (readJson(join(root, "package.json")));
  const folders = ["", ...(manifest.workspaces ?? []).flatMap((workspace) => foldersOf(root, workspace))];
  const files = ["package-lock.json", ".npmrc", ...folders.map((folder) => join(folder, "package.json"))];
  // Some packages bring a binary for one platform: a folder that is shared with a container serves one of the two.
  return hashFiles(
    files.map((file) => join(root, file)),
    `${process.platform} ${process.arch}`,
  );
}

/** Of the patterns that npm takes, this project has only names and "folder/*". @param {string} root @param {string} workspace */
function foldersOf(root, workspace) {
  if (!workspace.endsWith("/*")) return [workspace];
  const parent = workspace.slice(0, -"/*".length);
  return readdirSync(join(root, parent))
    .sort()
    .map((name) => join(parent, name));
}
