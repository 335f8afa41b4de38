import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../tools/command.mjs";
import { checkoutFolder } from "../tools/paths.mjs";
import { runQuietly } from "../tools/processes.mjs";
import { ensureReady } from "../tools/setup.mjs";

const folder = join(checkoutFolder, "bench");

await runCommand(bench);

/**
 * npm run bench: measures, prints one table, and writes results.json and growth.svg. `--quick` runs
 * a smaller benchmark within two minutes. The exit code is 1 only if a run did not do its work,
 * because bad figures of a busy machine are not a failure.
 * @returns {Promise<number>}
 */
async function bench() {
  const { pulumi } = await ensureReady();
  // These import the built package, and packages that a fresh checkout gets only in ensureReady.
  const { fullPlan, quickPlan } = await import("./plan.mjs");
  const { measure } = await import("./measure.mjs");
  const { readResults, resultOf, valuesOf, writeResults } = await import("./results.mjs");
  const { isWorse, tableOf } = await import("./table.mjs");
  const plan = process.argv.includes("--quick") ? quickPlan : fullPlan;

  const start = performance.now();
  const { rows, growth } = await measure({ pulumi, plan });
  const file = join(folder, "results.json");
  const results = readResults(file);
  const before = valuesOf(results[plan.mode]);
  console.log(tableOf(rows, before));
  const worse = rows.filter((row) => isWorse(row, before.get(row.id)));
  if (worse.length > 0) console.log(`Worse than the committed results by more than 15 %: ${worse.map(({ id }) => id).join(", ")}.`);

  const version = (await runQuietly([pulumi, "version"])).stdout.trim();
  const seconds = (performance.now() - start) / 1000;
  writeResults(file, { ...results, [plan.mode]: resultOf({ pulumi: version, seconds, rows, growth }) });
  if (plan.mode === "full" && growth.length > 0) {
    const { growthChart } = await import("./chart.mjs");
    writeFileSync(join(folder, "growth.svg"), growthChart(growth));
  }
  console.log(
    `Took ${Math.round(seconds)} s. ${plan.mode === "quick" ? "The sizes are small. The goals apply to the sizes of npm run bench." : ""}`,
  );
  return 0;
}
