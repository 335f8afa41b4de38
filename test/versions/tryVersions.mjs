import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import semver from "semver";
import { SetupError } from "../../tools/command.mjs";
import { readJson } from "../../tools/json.mjs";
import { npm } from "../../tools/npm.mjs";
import { pack } from "../../tools/pack.mjs";
import { cacheFolder, checkoutFolder } from "../../tools/paths.mjs";
import { getPulumiOf } from "../../tools/pulumiCli.mjs";
import { tryCombination } from "../installed/combination.mjs";
import { nodeOf } from "../installed/managers.mjs";
import { SDK } from "../installed/project.mjs";
import { newFolder, run } from "../installed/run.mjs";
import { combinationsOf, refusedPairs } from "./combinations.mjs";
import { combinationsTable, RESULTS_FILE } from "./results.mjs";

/**
 * @typedef {object} Options
 * @property {string[]} nodes major versions of Node.js
 * @property {string[]} pulumis versions of the CLI; the newest is added to them
 * @property {string[] | undefined} numbers of the rows, from 1; undefined: all rows
 * @property {boolean} isKept whether the results are written to RESULTS_FILE
 */

/**
 * Tries the combinations, prints their table, and returns the exit code. @param {Options} options
 */
export async function tryVersions({ nodes, pulumis, numbers, isKept }) {
  const versions = { nodes, sdks: await sdks() };
  const newest = /** @type {string} */ (versions.sdks.at(-1)?.version);
  const rows = chosenRows(combinationsOf({ ...versions, pulumis: [...new Set([...pulumis, newest])] }), numbers);
  const folder = newFolder();
  try {
    const results = await tryAll(rows, folder);
    const day = new Date().toISOString().slice(0, "YYYY-MM-DD".length);
    const whole = { day, platform: `${process.platform}-${process.arch}`, results, refused: refusedPairs(versions) };
    console.log(`\n${combinationsTable(whole)}`);
    if (isKept) writeFileSync(join(checkoutFolder, RESULTS_FILE), `${JSON.stringify(whole, undefined, 2)}\n`);
    const isFine = results.some(({ end }) => end === "passed") && !results.some(({ end }) => end === "failed");
    return isFine ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The versions of @pulumi/pulumi, the newest last.
 * @returns {Promise<import("./combinations.mjs").Sdk[]>}
 */
async function sdks() {
  const { peerDependencies } = /** @type {{ peerDependencies: Record<string, string> }} */ (
    readJson(join(checkoutFolder, "provider", "package.json"))
  );
  const oldest = semver.minVersion(peerDependencies["@pulumi/pulumi"] ?? "")?.version;
  const wanted = [oldest, SDK, "latest"];
  return Promise.all(
    wanted.map(async (version) => {
      const printed = await run(npm("view", `@pulumi/pulumi@${version}`, "version", "engines.node", "--json"), { cwd: checkoutFolder });
      /** @type {unknown} */
      const viewed = JSON.parse(printed);
      const { version: exact, "engines.node": node } = /** @type {Record<string, string>} */ (viewed);
      return { version: String(exact), node: String(node) };
    }),
  );
}

/** @param {import("./combinations.mjs").Row[]} rows @param {string[] | undefined} numbers */
function chosenRows(rows, numbers) {
  if (numbers === undefined) return rows;
  return numbers.map((number) => {
    const row = rows[Number(number) - 1];
    if (row === undefined) throw new SetupError(`Choosing combinations: there is no row "${number}". Allowed: 1 to ${rows.length}.`);
    return row;
  });
}

/** @param {import("./combinations.mjs").Row[]} rows @param {string} folder */
async function tryAll(rows, folder) {
  const { file: tarball } = await pack(folder);
  /** @type {import("./results.mjs").Result[]} */
  const results = [];
  for (const [index, row] of rows.entries()) {
    const start = performance.now();
    const result = await tryRow(row, { name: `row${index + 1}`, folder, tarball });
    results.push(result);
    const told = [`Node.js ${result.row.node}`, `SDK ${row.sdk}`, `CLI ${row.pulumi}`, row.language, row.manager, row.dependency].join(
      ", ",
    );
    console.log(`${index + 1} of ${rows.length}: ${told}: ${result.end} (${Math.round((performance.now() - start) / 1000)} s)`);
    if (result.reason !== undefined) console.log(result.reason.replace(/^/gm, "    "));
  }
  return results;
}

/**
 * Tries a row. If this machine cannot get its versions, it is not run, and the result says why. A
 * later failure is a failure of the package.
 * @param {import("./combinations.mjs").Row} row
 * @param {{ name: string, folder: string, tarball: string }} place
 * @returns {Promise<import("./results.mjs").Result>}
 */
async function tryRow(row, { name, folder, tarball }) {
  let means;
  try {
    const node = await nodeOf(join(folder, "tools"), row.node);
    const version = (await run([node, "--version"], { cwd: folder })).trim().slice("v".length);
    const pulumi = await getPulumiOf({ env: process.env, cache: cacheFolder(process.env), version: row.pulumi });
    means = { node, pulumi, version };
  } catch (error) {
    return { row, end: "not run", reason: messageOf(error) };
  }
  const ran = { ...row, node: means.version };
  try {
    await tryCombination(name, row, { ...means, folder, tarball });
    return { row: ran, end: "passed" };
  } catch (error) {
    return { row: ran, end: "failed", reason: messageOf(error) };
  }
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
