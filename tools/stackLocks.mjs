import { hostname } from "node:os";
import { basename, dirname, join, relative, sep } from "node:path";
import { SetupError, exitCodeOf } from "./command.mjs";
import { readJson } from "./json.mjs";
import { stateFolder } from "./paths.mjs";
import { excerpt, isAlive, runQuietly } from "./processes.mjs";
import { say } from "./progress.mjs";
import { filesBelow } from "./stamp.mjs";

/**
 * @typedef {object} StackLock Pulumi's lock file in this checkout's own backend, which remains if
 * Pulumi is killed
 * @property {string} stack the name that Pulumi accepts, with its project: organization/contoso/dev
 * @property {number} [pid]
 * @property {string} [hostname]
 */

/** @param {string} root @returns {StackLock[]} */
export function readStackLocks(root) {
  const folder = join(stateFolder(root), ".pulumi", "locks");
  const files = filesBelow(folder).filter((file) => file.endsWith(".json"));
  return files.map((file) => ({ ...readContent(file), stack: relative(folder, dirname(file)).split(sep).join("/") }));
}

/**
 * Lets Pulumi remove the locks of a stack, if every process that made one has ended. A process on
 * another machine or in another container cannot be checked from here.
 * @param {{ pulumi: string, root: string, stack: string }} what
 * @param {import("./processes.mjs").Options} options
 */
export async function cancelLeftBehind({ pulumi, root, stack }, options) {
  const locks = readStackLocks(root).filter((lock) => basename(lock.stack) === stack);
  if (locks.length === 0 || !locks.every(isLeftBehind)) return;
  for (const name of new Set(locks.map((lock) => lock.stack))) {
    say(`The stack ${stack} is still locked by ${describe(locks)}, which has ended. pulumi cancel --yes --stack ${name} unlocks it.`);
    const result = await runQuietly([pulumi, "cancel", "--yes", "--stack", name], options);
    if (exitCodeOf(result) !== 0) throw new SetupError(`Unlocking the stack ${stack}: pulumi cancel failed.\n${excerpt(result)}`);
  }
}

/**
 * The hint after a command that failed because a stack in this checkout's own backend is locked.
 * Pulumi itself names a `pulumi` command that may not be on PATH.
 * @param {{ root: string, env?: NodeJS.ProcessEnv }} options
 */
export function hintWhereLocked({ root, env = process.env }) {
  if (env["LYNC_BACKEND_URL"]) return undefined;
  const locks = readStackLocks(root);
  const names = [...new Set(locks.map(({ stack }) => stack))];
  const hints = names.map((name) => {
    const own = locks.filter(({ stack }) => stack === name);
    return `hint: the stack ${basename(name)} is locked by ${describe(own)}. Once that has ended, this unlocks it: npm run pulumi -- cancel --yes --stack ${name}`;
  });
  return hints.length === 0 ? undefined : hints.join("\n");
}

/** @param {StackLock} lock */
function isLeftBehind({ pid, hostname: host }) {
  return pid !== undefined && host === hostname() && !isAlive(pid);
}

/** @param {StackLock[]} locks */
function describe(locks) {
  return locks.map(({ pid, hostname: host }) => `process ${pid ?? "(unknown)"} on ${host ?? "(unknown)"}`).join(" and ");
}

/** The file is empty if the disk was full. @param {string} file @returns {Partial<StackLock>} */
function readContent(file) {
  try {
    return /** @type {Partial<StackLock>} */ (readJson(file));
  } catch {
    return {};
  }
}
