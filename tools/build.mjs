import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { SetupError } from "./command.mjs";
import { missingPackages } from "./missingPackages.mjs";
import { npm } from "./npm.mjs";
import { packagePages } from "./packagePages.mjs";
import { excerpt, runQuietly } from "./processes.mjs";
import { withProgress } from "./progress.mjs";
import { filesBelow, hashFiles, isStamped, removeStamp, writeStamp } from "./stamp.mjs";

/** @param {string} root */
export function isBuilt(root) {
  return existsSync(distFolder(root)) && isStamped(stampFile(root), hashOfSources(root));
}

/**
 * @param {string} root
 * @param {{ onStart: (pid: number) => void }} options
 */
export async function build(root, { onStart }) {
  const hash = hashOfSources(root);
  removeStamp(stampFile(root));
  // The compiler may rely on output that is incomplete after an interrupted build, or that belongs
  // to deleted sources.
  rmSync(distFolder(root), { recursive: true, force: true });
  const result = await withProgress("Building the package pulumi-lync.", () => runQuietly(npm("run", "build"), { cwd: root, onStart }));
  if (result.code !== 0) {
    throw new SetupError(
      `Building the package pulumi-lync: npm run build failed (exit code ${result.code}).\n` +
        `${excerpt({ stdout: result.stdout, stderr: "" })}\n${excerpt({ stdout: "", stderr: result.stderr })}\n` +
        advice(missingPackages(root)),
    );
  }
  writeStamp(stampFile(root), hash);
}

/** @param {string[]} missing */
function advice(missing) {
  if (missing.length === 0) return "Correct what the compiler reports, then run the command again.";
  return (
    `npm has not installed everything: ${missing.join(", ")} is missing. ` +
    "Check that this machine reaches its npm registry (npm ping), then run the command again, which installs it."
  );
}

/** @param {string} root */
function distFolder(root) {
  return join(root, "provider", "dist");
}

/**
 * The stamp is in node_modules, because newly installed dependencies may have other types.
 * @param {string} root
 */
function stampFile(root) {
  return join(root, "node_modules", ".pulumi-lync-built");
}

/** @param {string} root */
function hashOfSources(root) {
  const settings = [
    "tsconfig.json",
    "package.json",
    "provider/tsconfig.json",
    "provider/package.json",
    "tools/bundleZod.mjs",
    "tools/copyPages.mjs",
    ...packagePages(root),
  ];
  return hashFiles([...settings.map((file) => join(root, file)), ...filesBelow(join(root, "provider", "src"))]);
}
