import { join } from "node:path";
import { combinationsTable, RESULTS_FILE, versionsTable } from "../test/versions/results.mjs";
import { readJson } from "./json.mjs";
import { checkoutFolder } from "./paths.mjs";

const block = /(?<=<!-- from npm run test:versions: (?<table>\w+) -->\n)[\s\S]*?(?=<!-- end -->)/g;

/** @type {Record<string, (results: import("../test/versions/results.mjs").Results) => string>} */
const TABLES = { versions: versionsTable, combinations: combinationsTable };

/**
 * Returns a page with the results that `npm run test:versions -- --write` kept. Each table replaces
 * the block below the comment that names it.
 * @param {string} page
 */
export function withVersionTables(page) {
  const results = /** @type {import("../test/versions/results.mjs").Results} */ (readJson(join(checkoutFolder, RESULTS_FILE)));
  return page.replace(block, (_, name) => {
    const table = TABLES[String(name)];
    if (table === undefined) throw new Error(`There is no table "${name}". Allowed: ${Object.keys(TABLES).join(", ")}.`);
    return `\n${table(results)}\n\nTried on ${results.day}, on ${results.platform}.\n\n`;
  });
}
