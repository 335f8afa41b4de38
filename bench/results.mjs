import { existsSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { readJson } from "../tools/json.mjs";
import { meetsGoal } from "./row.mjs";

/**
 * A run in `results.json`: its figures, and the kind of machine without its name.
 * @typedef {object} Result
 * @property {{ cpus: number, platform: string, node: string, pulumi: string }} machine
 * @property {number} seconds the time of the whole run
 * @property
 * {(Pick<import("./row.mjs").Row, "id" | "what" | "detail"> & { value?: number, met?: boolean })[]}
 * rows
 * @property {import("./growth.mjs").Point[]} growth
 *
 * @typedef {Partial<Record<import("./plan.mjs").Plan["mode"], Result>>} Results by mode, because a
 * run is only compared with one of the same sizes
 */

/** @param {string} file @returns {Results} */
export function readResults(file) {
  return existsSync(file) ? /** @type {Results} */ (readJson(file)) : {};
}

/**
 * The values of an earlier run, by the IDs of the rows.
 * @param {Result | undefined} result
 * @returns {Map<string, number>}
 */
export function valuesOf(result) {
  return new Map((result?.rows ?? []).flatMap(({ id, value }) => (value === undefined ? [] : [[id, value]])));
}

/**
 * @typedef {import("./row.mjs").Row} Row
 * @typedef {import("./growth.mjs").Point} Point
 */

/**
 * @param {{ pulumi: string, seconds: number, rows: readonly Row[], growth: Point[] }} run
 * @returns {Result}
 */
export function resultOf({ pulumi, seconds, rows, growth }) {
  return {
    machine: { cpus: availableParallelism(), platform: process.platform, node: process.versions.node, pulumi },
    seconds: Math.round(seconds),
    rows: rows.map((row) => {
      const met = meetsGoal(row);
      const { id, what, value, detail } = row;
      return { id, what, ...(value === undefined ? {} : { value: rounded(value) }), ...(met === undefined ? {} : { met }), detail };
    }),
    growth: growth.map(
      (point) =>
        /** @type {import("./growth.mjs").Point} */ (
          Object.fromEntries(Object.entries(point).map(([key, value]) => [key, rounded(value)]))
        ),
    ),
  };
}

/** @param {string} file @param {Results} results */
export function writeResults(file, results) {
  writeFileSync(file, `${JSON.stringify(results, undefined, 2)}\n`);
}

/** @param {number} value */
function rounded(value) {
  return Number(value.toPrecision(4));
}
