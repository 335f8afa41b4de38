import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isAlive } from "./processes.mjs";
import { say } from "./progress.mjs";

const RELEASED = "released";

/**
 * @typedef {object} Timing
 * @property {number} pollMs how often a waiting process checks the lock
 * @property {number} heartbeatMs how often a holder shows that it is alive
 * @property {number} silenceMs the time after which a holder without a heartbeat counts as dead
 * @property {number} childSilenceMs the same, while a child process that it left behind still runs
 */
/** @type {Timing} */
const TIMING = { pollMs: 200, heartbeatMs: 2_000, silenceMs: 60_000, childSilenceMs: 900_000 };

/**
 * Runs `work` while no other process runs it with the same folder, and waits for one that does.
 *
 * Each holder has a turn: a file whose name is a number, one higher than the last. Only one process
 * can create such a file, and the newest is never deleted. If two processes find a dead holder at
 * the same time, only one of them can therefore take the next turn.
 * @template T
 * @param {string} folder
 * @param {{ what: string, timing?: Partial<Timing> }} options what: what the lock is for, shown to
 * those who wait
 * @param {(lock: { alsoHeldBy: (pid: number) => void }) => Promise<T>} work alsoHeldBy: names a
 * child process; if this process is killed, others wait until that child has ended, too
 * @returns {Promise<T>}
 */
export async function withLock(folder, { what, timing }, work) {
  const times = { ...TIMING, ...timing };
  mkdirSync(folder, { recursive: true });
  const file = await waitForTurn(folder, { what, times });
  const heartbeat = setInterval(touch, times.heartbeatMs, file).unref();
  try {
    return await work({ alsoHeldBy: (childPid) => writeFileSync(file, holderText(childPid)) });
  } finally {
    clearInterval(heartbeat);
    writeFileSync(file, RELEASED);
  }
}

/** @param {string} folder @param {{ what: string, times: Timing }} options */
async function waitForTurn(folder, { what, times }) {
  const silence = silenceWatch();
  let announced = false;
  for (;;) {
    const newest = newestTurn(folder);
    const holder = newest === 0 ? undefined : readHolder(join(folder, String(newest)));
    if (holder === undefined || isGone(holder, silence(holder), times)) {
      const file = takeTurn(folder, newest + 1);
      if (file) return file;
      continue;
    }
    if (!announced) say(`Waiting for process ${holder.pid ?? "(unknown)"}, which is ${what}. (Its lock: ${folder})`);
    announced = true;
    await delay(times.pollMs);
  }
}

/** @param {string} folder @param {number} turn */
function takeTurn(folder, turn) {
  const file = join(folder, String(turn));
  try {
    writeFileSync(file, holderText(), { flag: "wx" });
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return undefined;
    throw error;
  }
  // A process that looked long ago may create a number that has since been used and deleted.
  if (newestTurn(folder) !== turn) {
    rmSync(file, { force: true });
    return undefined;
  }
  // The turn before the newest is kept, so that another process never sees an empty folder.
  for (const old of turns(folder)) if (old < turn - 1) rmSync(join(folder, String(old)), { force: true });
  return file;
}

/** @param {string} folder */
function turns(folder) {
  return readdirSync(folder).map(Number).filter(Number.isInteger);
}

/** @param {string} folder */
function newestTurn(folder) {
  return Math.max(0, ...turns(folder));
}

/** @param {number} [childPid] */
function holderText(childPid) {
  return JSON.stringify({ pid: process.pid, childPid, host: hostname() });
}

/**
 * @typedef {{ released: boolean, pid?: number, childPid?: number, host?: string, sign: string }}
 * Holder
 */

/** @param {string} file @returns {Holder} */
function readHolder(file) {
  try {
    const text = readFileSync(file, "utf8");
    if (text === RELEASED) return { released: true, sign: "" };
    return { .../** @type {Partial<Holder>} */ (JSON.parse(text)), released: false, sign: `${file} ${statSync(file).mtimeMs}` };
  } catch {
    // The file was deleted since it was listed, or is being written at this moment.
    return { released: false, sign: file };
  }
}

/** @param {Holder} holder @param {number} silentMs @param {Timing} times */
function isGone(holder, silentMs, times) {
  if (holder.released) return true;
  // The ID of a process says nothing on another machine or in another container. The ID of a killed
  // process is used again.
  const isDead = (/** @type {number | undefined} */ pid) => holder.host === hostname() && pid !== undefined && !isAlive(pid);
  if (!isDead(holder.pid) && silentMs < times.silenceMs) return false;
  return holder.childPid === undefined || isDead(holder.childPid) || silentMs >= times.childSilenceMs;
}

/**
 * Measures how long a holder has shown no sign of life while this process watched. Time during
 * which the machine was suspended does not count.
 */
function silenceWatch() {
  let sign = "";
  let since = performance.now();
  return (/** @type {Holder} */ holder) => {
    if (holder.sign !== sign) {
      sign = holder.sign;
      since = performance.now();
    }
    return performance.now() - since;
  };
}

/** @param {string} file */
function touch(file) {
  const now = new Date();
  utimesSync(file, now, now);
}
