import { fileURLToPath } from "node:url";
import { findPowerShell } from "../tools/powerShell.mjs";
import { webService } from "../provider/dist/configurations/webService.js";
import { getCall } from "../provider/dist/deployment/calls.js";
import { chooseExecutable } from "../provider/dist/powershell/executable.js";
import { Sessions } from "../provider/dist/powershell/sessions.js";
import { BenchError } from "./benchError.mjs";
import { least } from "./figures.mjs";
import { noPowerShell } from "./powershell.mjs";

const module = fileURLToPath(new URL("fixtures/CompiledListing.psm1", import.meta.url));
const sizes = [1000, 5000];
// PowerShell compiles code that runs often, so later rounds are faster.
const rounds = 10;

/**
 * Measures a listing of typed objects from a compiled cmdlet until it is read here, compared with
 * the time of the cmdlet itself.
 * @returns {Promise<import("./row.mjs").Row[]>}
 */
export async function measureListings() {
  const rows = [];
  for (const collections of sizes) rows.push(await measureListing(collections));
  return rows;
}

/** @param {number} collections @returns {Promise<import("./row.mjs").Row>} */
async function measureListing(collections) {
  const row = {
    id: `listing of ${collections} / cmdlet`,
    what: `a listing of ${collections} typed collections, through a session`,
    against: "the cmdlet's own time",
    goal: { atMost: 20 },
  };
  const powershell = findPowerShell();
  if (powershell === undefined) return { ...row, detail: noPowerShell };
  const chosen = chooseExecutable({ powershell, module });
  const environment = {
    ...chosen.environment,
    PSExecutionPolicyPreference: "Bypass",
    LYNC_BENCH_COLLECTIONS: String(collections),
    LYNC_BENCH_PROPERTIES: propertiesInCSharp(),
  };
  const sessions = new Sessions(1, { executable: { ...chosen, environment }, timeoutSeconds: 120 });
  try {
    await sessions.opening();
    const runs = [];
    for (let round = 0; round < rounds; round++) runs.push(await list(sessions, collections));
    const whole = least(runs.map((run) => run.whole));
    const own = least(runs.map((run) => run.own));
    return {
      ...row,
      value: whole / own,
      detail: `${whole.toFixed(0)} ms : ${own.toFixed(0)} ms (the first: ${runs[0]?.whole.toFixed(0)} ms)`,
    };
  } finally {
    await sessions.close();
  }
}

/** @param {Sessions} sessions @param {number} collections */
async function list(sessions, collections) {
  const start = performance.now();
  const [result] = await sessions.run([getCall(webService)]);
  const whole = performance.now() - start;
  if (result === undefined || result.error !== null || result.objects.length !== collections)
    throw new BenchError(
      `A listing of ${collections} returned the error ${JSON.stringify(result?.error)} and ${result?.objects.length} objects.`,
    );
  return { whole, own: result.milliseconds };
}

/** The settings of a Web Services configuration, as properties of a class. */
function propertiesInCSharp() {
  /** @type {Record<string, string>} */
  const types = { Boolean: "bool", String: "string", Enum: "Name", UInt32: "uint", UInt64: "ulong", Int64: "long", TimeSpan: "TimeSpan" };
  return Object.entries(webService.settings)
    .map(([property, { csType, parameter }]) => {
      const name = parameter ?? property.charAt(0).toUpperCase() + property.slice(1);
      return `${types[csType.name] ?? "List<Item>"} ${name}`;
    })
    .join("\n");
}
