/**
 * A row of the table.
 * @typedef {object} Row
 * @property {string} id the ID that identifies the row in the results of an earlier run
 * @property {string} what what is measured
 * @property {string} against what it is compared with
 * @property {Goal} [goal] none if the row only explains another
 * @property {number} [value] undefined if the row was left out
 * @property {string} detail absolute figures, or why it was left out
 *
 * @typedef {{ atMost: number } | { atLeast: number } | { exactly: number }} Goal
 */

/**
 * @param {Row} row
 * @returns {boolean | undefined} undefined if there is no goal or no value
 */
export function meetsGoal({ goal, value }) {
  if (goal === undefined || value === undefined) return undefined;
  if ("atMost" in goal) return value <= goal.atMost;
  return "atLeast" in goal ? value >= goal.atLeast : value === goal.exactly;
}

/** @param {Goal} goal */
export function goalText(goal) {
  if ("atMost" in goal) return `≤ ${goal.atMost}`;
  return "atLeast" in goal ? `≥ ${goal.atLeast}` : String(goal.exactly);
}

/**
 * How much worse a value is than before, as a fraction of the earlier value; negative if it is
 * better.
 * @param {Row} row
 * @param {number} before
 */
export function worsening({ goal, value = Number.NaN }, before) {
  if (goal !== undefined && "atLeast" in goal) return before / value - 1;
  return value / before - 1;
}
