import semver from "semver";

/**
 * @typedef {object} Sdk a version of the SDK
 * @property {string} version
 * @property {string} node the Node.js that it asks for, as npm writes it
 */

/**
 * @typedef {import("../installed/combination.mjs").Combination & { node: string, pulumi: string }}
 * Row node: the major version of Node.js; pulumi: the version of the CLI
 */

/**
 * @typedef {{ nodes: readonly string[], sdks: readonly Sdk[], pulumis: readonly string[] }}
 * Versions
 */

/**
 * Returns combinations in which each value meets each value of every other kind at least once,
 * except for an SDK and a Node.js that it does not support. They are the same each time.
 * @param {Versions} versions
 */
export function combinationsOf({ nodes, sdks, pulumis }) {
  const kinds = {
    node: nodes,
    sdk: sdks.map(({ version }) => version),
    pulumi: pulumis,
    language: ["TypeScript, CommonJS", "TypeScript, ES modules", "JavaScript"],
    manager: ["npm", "pnpm"],
    dependency: ["direct", "company package"],
  };
  const refused = refusedPairs({ nodes, sdks });
  const possible = product(kinds).filter((row) => !refused.some(({ node, sdk }) => row.node === node && row.sdk === sdk.version));
  return covering(possible);
}

/**
 * The pairs that cannot work.
 * @param {Pick<Versions, "nodes" | "sdks">} versions
 */
export function refusedPairs({ nodes, sdks }) {
  return nodes.flatMap((node) => sdks.filter((sdk) => !semver.intersects(sdk.node, `^${node}`)).map((sdk) => ({ node, sdk })));
}

/** All combinations. @param {Record<string, readonly string[]>} kinds */
function product(kinds) {
  let rows = [{}];
  for (const [kind, values] of Object.entries(kinds)) rows = rows.flatMap((row) => values.map((value) => ({ ...row, [kind]: value })));
  return /** @type {Row[]} */ (rows);
}

/** Takes the row with the most new pairs, until no row has new ones. @param {Row[]} rows */
function covering(rows) {
  const left = new Set(rows.flatMap(pairsOf));
  const taken = [];
  while (left.size > 0) {
    const news = rows.map((row) => pairsOf(row).filter((pair) => left.has(pair)).length);
    const best = /** @type {Row} */ (rows[news.indexOf(Math.max(...news))]);
    for (const pair of pairsOf(best)) left.delete(pair);
    taken.push(best);
  }
  return taken.sort((one, other) => rows.indexOf(one) - rows.indexOf(other));
}

/** @param {Row} row */
function pairsOf(row) {
  const values = Object.entries(row).map(([kind, value]) => `${kind} ${value}`);
  return values.flatMap((one, index) => values.slice(index + 1).map((other) => `${one}, ${other}`));
}
