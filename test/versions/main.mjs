import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import semver from "semver";
import { runCommand, SetupError } from "../../tools/command.mjs";
import { readJson } from "../../tools/json.mjs";
import { npm } from "../../tools/npm.mjs";
import { pack } from "../../tools/pack.mjs";
import { cacheFolder, checkoutFolder } from "../../tools/paths.mjs";
import { getPulumiOf } from "../../tools/pulumiCli.mjs";
import { FETCHED_PULUMI, OLDEST_PULUMI } from "../../tools/pulumiVersions.mjs";
import { ensureBuilt } from "../../tools/setup.mjs";
import { tryCombination } from "../installed/combination.mjs";
import { nodeOf } from "../installed/managers.mjs";
import { SDK } from "../installed/project.mjs";
import { newFolder, run } from "../installed/run.mjs";
import { combinationsOf, refusedPairs } from "./combinations.mjs";
import { combinationsTable, RESULTS_FILE } from "./results.mjs";

const NODES = ["20", "22", "24", "26"];

const help = `npm run test:versions [-- options]

Installs the packed package in projects elsewhere, each with another combination of versions, and brings a simulated pool to passive
authentication and back. Each value meets each value of every other kind at least once:

  Node.js            ${NODES.join(", ")}, from the npm registry
  @pulumi/pulumi     the oldest that is supported, the one of this checkout, and the newest
  Pulumi CLI         ${OLDEST_PULUMI}, ${FETCHED_PULUMI}, and the version of the newest @pulumi/pulumi; each is fetched, or built with Go
  package manager    npm and pnpm; pulumi-lync as a direct dependency, and behind a company's package
  program            TypeScript (CommonJS and ES modules) and JavaScript

It takes about a quarter of an hour, and longer if it has to build a Pulumi CLI. It needs the npm registry.

  --row <number>     only this row of the table; can be given several times
  --write            keep the results in ${RESULTS_FILE}: npm run docs puts them into the pages
  --help             this text

Exit code: 0 if none failed; 1 if one did, or none could be run.`;

await runCommand(testVersions);

async function testVersions() {
  const { values } = parseArgs({
    options: { row: { type: "string", multiple: true }, write: { type: "boolean" }, help: { type: "boolean" } },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  await ensureBuilt();
  const versions = { nodes: NODES, sdks: await sdks(), pulumis: [] };
  const newest = /** @type {string} */ (versions.sdks.at(-1)?.version);
  const all = combinationsOf({ ...versions, pulumis: [...new Set([OLDEST_PULUMI, FETCHED_PULUMI, newest])] });
  const rows = chosenRows(all, values.row);
  const folder = newFolder();
  try {
    const results = await tryAll(rows, folder);
    const day = new Date().toISOString().slice(0, "YYYY-MM-DD".length);
    const whole = { day, platform: `${process.platform}-${process.arch}`, results, refused: refusedPairs(versions) };
    console.log(`\n${combinationsTable(whole)}`);
    if (values.write) writeFileSync(join(checkoutFolder, RESULTS_FILE), `${JSON.stringify(whole, undefined, 2)}\n`);
    const isFine = results.some(({ end }) => end === "passed") && !results.some(({ end }) => end === "failed");
    return isFine ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The versions of @pulumi/pulumi, the newest last. @returns {Promise<import("./combinations.mjs").Sdk[]>} */
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
 * What this machine cannot get is not run, and says why. What fails afterwards is a failure of the package.
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
