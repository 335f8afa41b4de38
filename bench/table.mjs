import Table from "cli-table3";
import { goalText, meetsGoal, worsening } from "./row.mjs";

/** The difference that counts as worse, as a fraction of the committed result. */
const tolerance = 0.15;

/**
 * The rows as a table. Values that are worse than the committed results are marked.
 * @param {readonly import("./row.mjs").Row[]} rows
 * @param {ReadonlyMap<string, number>} before the values of the committed results
 */
export function tableOf(rows, before) {
  const table = new Table({
    head: ["measured", "against", "goal", "value", "", "committed", "ours : theirs"],
    colWidths: [40, 32, 8, 8, 8, 20, 34],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  for (const row of rows) {
    const { what, against, goal, value, detail } = row;
    const met = meetsGoal(row);
    table.push([
      what,
      against,
      goal === undefined ? "" : goalText(goal),
      value === undefined ? "–" : valueText(value),
      met === undefined ? "" : met ? "met" : "MISSED",
      comparison(row, before.get(row.id)),
      detail,
    ]);
  }
  return table.toString();
}

/**
 * Whether a row is worse than before by more than the tolerance.
 * @param {import("./row.mjs").Row} row
 * @param {number | undefined} before
 */
export function isWorse(row, before) {
  return before !== undefined && row.value !== undefined && worsening(row, before) > tolerance;
}

/** @param {import("./row.mjs").Row} row @param {number | undefined} before */
function comparison(row, before) {
  if (before === undefined) return "";
  if (!isWorse(row, before)) return valueText(before);
  return `${valueText(before)}: WORSE by ${Math.round(worsening(row, before) * 100)} %`;
}

/** @param {number} value */
function valueText(value) {
  return Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 0);
}
