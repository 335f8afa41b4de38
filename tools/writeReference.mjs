/**
 * Writes the reference pages from tables. docs/settings.md gets its facts from the compiled tables
 * of settings, and its words from the doc comments above each row. docs/findings.md comes from the
 * table of codes, and docs/licences.md from package-lock.json. This also puts what a command prints
 * into docs/report.md and docs/discover.md, and the results of npm run test:versions into
 * docs/setups.md.
 *
 * With --check it writes nothing, and fails if a file is stale.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import prettier from "prettier";
import { parametersOf } from "../provider/dist/configurations/noun.js";
import { validForms } from "../provider/dist/configurations/identity.js";
import { nouns } from "../provider/dist/configurations/nouns.js";
import { codes } from "../provider/dist/codes.js";
import { docCommentsIn } from "./docComments.mjs";
import { licencesPage } from "./licences.mjs";
import { checkoutFolder } from "./paths.mjs";
import { withPrintedBlocks } from "./printedBlocks.mjs";
import { withVersionTables } from "./versionTables.mjs";

/** @typedef {import("../provider/dist/configurations/noun.js").Noun} Noun */

const pages = [
  { name: "docs/settings.md", text: settings() },
  { name: "docs/findings.md", text: findings() },
  { name: "docs/licences.md", text: licencesPage(checkoutFolder) },
  ...["docs/report.md", "docs/discover.md"].map((name) => ({ name, text: withPrintedBlocks(read(name)) })),
  { name: "docs/setups.md", text: withVersionTables(read("docs/setups.md")) },
];

for (const { name, text } of pages) {
  const target = path.join(checkoutFolder, name);
  const written = await prettier.format(text, { ...(await prettier.resolveConfig(target)), parser: "markdown" });
  if (!process.argv.includes("--check")) writeFileSync(target, written);
  else if (!existsSync(target) || readFileSync(target, "utf8") !== written) {
    console.error(`${name} is stale: run npm run docs`);
    process.exitCode = 1;
  }
}

/** @param {string} name of a page */
function read(name) {
  return readFileSync(path.join(checkoutFolder, name), "utf8");
}

function findings() {
  const rows = Object.entries(codes).sort(([one], [other]) => one.localeCompare(other, "en"));
  return `# Codes

Each refusal, warning and failure ends with a code in brackets, such as \`[noMethodLeft]\`. The words before the code may change from version to version; the code never does. So search for the code, and let scripts compare it. Each code below links to its cause and its cure. \`npm run docs\` writes this page; do not edit it.

| code | meaning |
| --- | --- |
${rows.map(([code, meaning]) => `| [\`${code}\`](troubleshooting.md#${code.toLowerCase()}) | ${meaning} |`).join("\n")}
`;
}

function settings() {
  return `# Settings

This page lists every setting that a program can declare. \`npm run docs\` writes it from the tables that the package itself uses; do not edit it.

A setting that a program does not declare is neither compared nor written. "Default" is the default in the vendor's pages; a setting without it has no usable default there. "Since" is the first server version that has the setting.

${nouns.map(section).join("\n")}`;
}

/** @param {Noun} noun */
function section(noun) {
  const file = fileOf(noun);
  const comments = docCommentsIn(path.join(checkoutFolder, "provider", "src", "configurations", file));
  const parameters = parametersOf(noun);
  const entries = Object.entries(noun.settings).map(([property, setting]) => {
    const comment = comments.get(property);
    if (comment === undefined) throw new Error(`${file}: ${property} has no doc comment`);
    return `### \`${property}\`

${comment.words}

${setting.default === undefined ? "" : `Default: \`${JSON.stringify(setting.default)}\`. `}Since ${comment.tags.get("since")}.

Parameter \`${parameters.get(property)}\` (${setting.csType.name})${setting.cmdlets === undefined ? "" : `, only in Set-${noun.cs}`}. Allowed: ${setting.allowed}.
`;
  });
  return `## ${noun.type}

\`New-\`, \`Get-\`, \`Set-\` and \`Remove-${noun.cs}\`. Identities: ${validForms(noun)
    .split(", ")
    .map((form) => `\`${form}\``)
    .join(", ")}.

${entries.join("\n")}`;
}

/** The file of facts of a `WebServiceConfiguration` is `webService.ts`. @param {Noun} noun */
function fileOf({ type }) {
  return `${type.charAt(0).toLowerCase()}${type.slice(1).replace(/Configuration$/, "")}.ts`;
}
