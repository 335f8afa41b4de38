import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPowerShell } from "../tools/powerShell.mjs";
import { excerpt, runQuietly } from "../tools/processes.mjs";
import { chooseExecutable } from "../provider/dist/powershell/executable.js";
import { Sessions } from "../provider/dist/powershell/sessions.js";
import { BenchError } from "./benchError.mjs";
import { topologyOf } from "./declared.mjs";
import { least } from "./figures.mjs";

const openingRow = {
  id: "opening a session / PowerShell's start",
  what: "opening a session on the simulator's module",
  against: "a PowerShell that starts and ends",
  goal: { atMost: 2.5 },
};
const callRow = {
  id: "own process / warm session",
  what: "a cmdlet in a separate process",
  against: "through a warm session",
  goal: { atLeast: 300 },
};
export const noPowerShell = "skipped: no PowerShell (none on PATH, and LYNC_TEST_POWERSHELL is not set)";
const cmdlet = "Get-CsService";
const rounds = 5;

/**
 * Measures the simulator's module in a real PowerShell: opening a session with it, and the same
 * cmdlet through a warm session and in a separate process.
 * @param {{ calls: number, processes: number }} options
 * @returns {Promise<import("./row.mjs").Row[]>}
 */
export async function measurePowerShell({ calls, processes }) {
  const powershell = findPowerShell();
  if (powershell === undefined) return [openingRow, callRow].map((row) => ({ ...row, detail: noPowerShell }));
  const folder = mkdtempSync(join(tmpdir(), "pulumi-lync-bench-"));
  const topology = join(folder, "deployment.json");
  writeFileSync(topology, JSON.stringify(topologyOf(2)));
  const executable = chooseExecutable({ simulator: { topology, name: "deployment.json" }, powershell });
  try {
    const opening = await openingSeconds(executable, processes);
    const start = await startSeconds(executable, processes);
    const warm = await warmSeconds(executable, calls);
    const own = await ownProcessSeconds(executable, processes);
    return [
      { ...openingRow, value: opening / start, detail: `${inMilliseconds(opening, 0)} : ${inMilliseconds(start, 0)}` },
      { ...callRow, value: own / warm, detail: `${inMilliseconds(own, 0)} : ${inMilliseconds(warm, 2)}` },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {number} seconds @param {number} digits */
function inMilliseconds(seconds, digits) {
  return `${(seconds * 1000).toFixed(digits)} ms`;
}

/** @typedef {import("../provider/dist/powershell/executable.js").Executable} Executable */

/** @param {Executable} executable @param {number} count */
async function openingSeconds(executable, count) {
  const seconds = [];
  for (let run = 0; run < count; run++) {
    const sessions = new Sessions(1, { executable, timeoutSeconds: 120 });
    const start = performance.now();
    await sessions.opening();
    seconds.push((performance.now() - start) / 1000);
    await sessions.close();
  }
  return least(seconds);
}

/** @param {Executable} executable @param {number} count */
async function startSeconds({ path, environment }, count) {
  const seconds = [];
  for (let run = 0; run < count; run++) {
    const start = performance.now();
    const end = await runQuietly([path, "-NoProfile", "-NonInteractive", "-Command", "exit"], { env: environment });
    seconds.push((performance.now() - start) / 1000);
    if (end.code !== 0) throw new BenchError(`PowerShell did not start: ${excerpt(end)}`);
  }
  return least(seconds);
}

/** @param {Executable} executable @param {number} calls */
async function warmSeconds(executable, calls) {
  const sessions = new Sessions(1, { executable, timeoutSeconds: 120 });
  const run = async () => {
    const [result] = await sessions.run([{ cmdlet, parameters: {}, select: ["Identity"] }]);
    if (result?.error !== null || result.objects.length === 0)
      throw new BenchError(`${cmdlet} through a session failed: ${JSON.stringify(result)}`);
  };
  try {
    const seconds = [];
    for (let round = 0; round < rounds; round++) {
      const start = performance.now();
      for (let call = 0; call < calls / rounds; call++) await run();
      seconds.push(((performance.now() - start) / 1000 / calls) * rounds);
    }
    return least(seconds);
  } finally {
    await sessions.close();
  }
}

/** @param {Executable} executable @param {number} processes */
async function ownProcessSeconds({ path, environment, modules: [module = ""] }, processes) {
  const command = `$ErrorActionPreference = 'Stop'; Import-Module '${module.replaceAll("'", "''")}'; ${cmdlet} | ForEach-Object { $_.Identity }`;
  const seconds = [];
  for (let run = 0; run < processes; run++) {
    const start = performance.now();
    const end = await runQuietly([path, "-NoProfile", "-NonInteractive", "-Command", command], { env: environment });
    seconds.push((performance.now() - start) / 1000);
    if (end.code !== 0 || end.stdout.trim() === "") throw new BenchError(`${cmdlet} in a separate process failed: ${excerpt(end)}`);
  }
  return least(seconds);
}
