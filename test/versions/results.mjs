/**
 * @typedef {object} Result of one combination
 * @property {import("./combinations.mjs").Row} row with the version of Node.js that ran
 * @property {"passed" | "failed" | "not run"} end
 * @property {string} [reason] why not
 */

/**
 * @typedef {object} Results of one run of `npm run test:versions`
 * @property {string} day as YYYY-MM-DD
 * @property {string} platform
 * @property {Result[]} results
 * @property {{ node: string, sdk: { version: string, node: string } }[]} refused pairs that cannot
 * work
 */

/** The file in the checkout to which `--write` writes the results. */
export const RESULTS_FILE = "test/versions/results.json";

const KINDS = /** @type {const} */ ({
  node: "Node.js",
  sdk: "@pulumi/pulumi",
  pulumi: "Pulumi CLI",
  language: "program",
  manager: "installed by",
  dependency: "dependency",
});

/**
 * A Markdown table of all combinations, and a line for each pair that cannot work.
 * @param {Results} results
 */
export function combinationsTable({ results, refused }) {
  const kinds = /** @type {(keyof typeof KINDS)[]} */ (Object.keys(KINDS));
  const rows = results.map(({ row, end, reason }) => [
    ...kinds.map((kind) => row[kind]),
    reason === undefined ? end : `${end}: ${firstLine(reason)}`,
  ]);
  return [
    table([...Object.values(KINDS), "result"], rows),
    ...refused.map(({ node, sdk }) => `Not combined: @pulumi/pulumi ${sdk.version} with Node.js ${node}. It asks for Node.js ${sdk.node}.`),
  ].join("\n\n");
}

/**
 * A table of the versions that passed, by kind.
 * @param {Results} results
 */
export function versionsTable({ results }) {
  const passed = results.filter(({ end }) => end === "passed");
  const rows = Object.entries(KINDS).map(([kind, what]) => {
    const values = passed.map(({ row }) => row[/** @type {keyof typeof KINDS} */ (kind)]);
    const each = [...new Set(values)].sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
    return [what, each.join(kind === "language" ? "; " : ", ")];
  });
  return table(["", "worked"], rows);
}

/** @param {string[]} head @param {string[][]} rows */
function table(head, rows) {
  const line = (/** @type {string[]} */ cells) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Shortens a reason, which was printed in full when it occurred. @param {string} text */
function firstLine(text) {
  return text.split("\n")[0];
}
