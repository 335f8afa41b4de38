import { existsSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { BenchError } from "./benchError.mjs";

/**
 * A process that ended, with what it used.
 * @typedef {object} Ended
 * @property {"provider" | "session"} kind a provider process, or the simulator that it started
 * instead of PowerShell
 * @property {number} pid
 * @property {number} parent
 * @property {number} cpuSeconds
 * @property {number} residentBytes at its end
 * @property {number} peakBytes the highest resident size
 */

const patienceMilliseconds = 15_000;
const pauseMilliseconds = 20;

/**
 * Reads what the processes of a run recorded. The engine does not wait for the last of them, so
 * this function does.
 * @param {string} file
 * @returns {Promise<Ended[]>}
 */
export async function readProcesses(file) {
  const deadline = performance.now() + patienceMilliseconds;
  for (;;) {
    const lines = readLines(file);
    const ends = lines.filter(({ event }) => event === "end");
    const starts = lines.filter(({ event }) => event === "start");
    if (ends.length === starts.length) return ends.map((end) => ({ ...starts.find(({ pid }) => pid === end.pid), ...end }));
    if (performance.now() > deadline) {
      const left = starts.filter(({ pid }) => !ends.some((end) => end.pid === pid)).map(({ kind, pid }) => `${kind} ${pid}`);
      throw new BenchError(
        `Of ${starts.length} processes, these have not ended ${patienceMilliseconds / 1000} s after Pulumi: ${left.join(", ")}.`,
      );
    }
    await setTimeout(pauseMilliseconds);
  }
}

/** @param {readonly Ended[]} processes @param {"provider" | "session"} [kind] */
export function cpuSecondsOf(processes, kind) {
  return processes.filter((one) => kind === undefined || one.kind === kind).reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
}

/**
 * The number of sessions that the busiest provider process started.
 * @param {readonly Ended[]} processes
 */
export function sessionsPerProvider(processes) {
  const providers = processes.filter(({ kind }) => kind === "provider");
  return Math.max(0, ...providers.map(({ pid }) => processes.filter(({ kind, parent }) => kind === "session" && parent === pid).length));
}

/** @typedef {Ended & { event: "start" | "end" }} Line */

/** @param {string} file */
function readLines(file) {
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  const parse = /** @type {(line: string) => Line} */ (JSON.parse);
  return lines.filter((line) => line !== "").map((line) => parse(line));
}
