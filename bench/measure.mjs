import { say, withProgress } from "../tools/progress.mjs";
import { Budget } from "./budget.mjs";
import { countCmdlets, growthRows, pointsOf, runSize } from "./growth.mjs";
import { measureLatency } from "./latency.mjs";
import { measureListings } from "./listing.mjs";
import { measureQuestion, questionRow } from "./oldState.mjs";
import { measurePowerShell } from "./powershell.mjs";
import { measureRemoteCall } from "./remote.mjs";
import { measureReport } from "./report.mjs";
import { runSideBySide, sideBySideRows } from "./sideBySide.mjs";
import { measureStart } from "./start.mjs";

/** @typedef {import("./row.mjs").Row} Row */

/**
 * Measures everything, step by step. A step that would not end in time gives a row that says so.
 * @param {{ pulumi: string, plan: import("./plan.mjs").Plan }} options
 * @returns {Promise<{ rows: Row[], growth: import("./growth.mjs").Point[] }>}
 */
export async function measure({ pulumi, plan }) {
  const budget = new Budget(plan.limitSeconds);
  const { sideBySide, start, latency, growth, powershell, report } = plan;
  /** @type {import("./growth.mjs").Point[]} */
  let points = [];
  /** @type {import("./sideBySide.mjs").SideBySide | undefined} */
  let runs;
  /** @type {(what: string, seconds: number, work: () => Promise<Row[]>) => Promise<Row[]>} */
  const step = (what, seconds, work) => {
    const why = budget.refuse(seconds);
    if (why === undefined) return withProgress(`Measuring ${what}.`, work);
    say(`${what}: ${why}`);
    return Promise.resolve([{ id: what, what, against: "", detail: why }]);
  };

  const ofPowerShell = await step("a real PowerShell", powershell.seconds, async () => [
    ...(await measurePowerShell(powershell)),
    await measureRemoteCall(),
    ...(await measureListings()),
  ]);
  const bySide = await step(`${sideBySide.collections} collections side by side`, sideBySide.seconds, async () => {
    runs = await runSideBySide({ pulumi, ...sideBySide });
    return sideBySideRows(runs, sideBySide.collections);
  });
  const grown = await step("growth", growth.seconds, async () => {
    let cmdlets = { refresh: Number.NaN, preview: Number.NaN, previewSeconds: Number.NaN };
    let question = Number.NaN;
    const one = await runSize({ pulumi, collections: 1 });
    const smaller = await runSize({ pulumi, collections: growth.smaller });
    const larger = await runSize({
      pulumi,
      collections: growth.larger,
      look: async (project) => {
        cmdlets = await countCmdlets(project);
        question = await measureQuestion(project);
      },
    });
    const [lync, noop] = [runs?.lync.ups[0], runs?.noop.ups[0]];
    const between = lync === undefined || noop === undefined ? [] : [{ collections: sideBySide.collections, lync, noop }];
    const sizes = [one, smaller, ...between, larger];
    points = pointsOf(sizes);
    return [...growthRows(sizes, cmdlets), questionRow({ question, preview: cmdlets.previewSeconds }, growth.larger)];
  });
  const starts = await step("the start of a provider process", start.seconds, () => measureStart({ pulumi, ...start }));
  const latencies = await step("slow cmdlets", latency.seconds, () => measureLatency({ pulumi, ...latency }));
  const reports = await step("the HTML report", report.seconds, () => measureReport(report));
  return { rows: [...bySide, ...grown, ...latencies, ...ofPowerShell, ...starts, ...reports], growth: points };
}
