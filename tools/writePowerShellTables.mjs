import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/**
 * @typedef {object} CsType
 * @property {string} name
 * @property {readonly string[]} [values]
 * @property {number} [min]
 * @property {number} [max]
 * @property {{ cmdlet: string, parameters: readonly string[] }} [element]
 */

/**
 * @typedef {object} Setting
 * @property {CsType} csType
 * @property {number} since
 * @property {unknown} [default]
 * @property {readonly string[]} [cmdlets]
 */

/**
 * @typedef {object} Noun
 * @property {string} type
 * @property {string} cs
 * @property {boolean} siteScope
 * @property {readonly string[]} services
 * @property {Readonly<Record<string, Setting>>} settings
 */

/**
 * @typedef {object} Unverified
 * @property {boolean} directorHasRegistrar
 * @property {Readonly<Record<string, unknown>>} defaults
 * @property {Readonly<Record<string, string>>} modules
 * @property {Readonly<Record<string, string>>} productVersions
 * @property {string} branchNamesHomePoolIn
 * @property {string} oauthServerIdentity
 * @property {Readonly<Record<string, { category: string, id: string }>>} errors
 */

/**
 * @typedef {object} RoleFacts
 * @property {readonly string[]} services
 * @property {boolean} hasReplica
 */

/**
 * @typedef {object} Reference
 * @property {readonly string[]} of
 * @property {readonly string[]} to
 */

const provider = join(dirname(dirname(fileURLToPath(import.meta.url))), "provider");
const start = "# <tables> ";
const end = "# </tables>";

/** The module that the tables stand in. */
export const moduleFile = join(provider, "src", "simulator", "LyncSimulator.psm1");

/**
 * The module's text with the tables of the built package in it.
 * @param {string} text the module's text, with any tables or none
 */
export function withTables(text) {
  const from = text.indexOf("\n", text.indexOf(start)) + 1;
  const to = text.indexOf(end);
  if (!text.includes(start) || to < from)
    throw new Error(`The module has no lines "${start}…" and "${end}" for the tables to stand between`);
  return text.slice(0, from) + tables() + text.slice(to);
}

function tables() {
  const { nouns } = /** @type {{ nouns: readonly Noun[] }} */ (load("configurations/nouns.js"));
  const { parametersOf } = /** @type {{ parametersOf: (noun: Noun) => Map<string, string> }} */ (load("configurations/noun.js"));
  const { caStores } = /** @type {{ caStores: readonly string[] }} */ (load("configurations/kinds/lists.js"));
  const { unverified } = /** @type {{ unverified: Unverified }} */ (load("simulator/unverified.js"));

  const { roles } = /** @type {{ roles: Readonly<Record<string, RoleFacts>> }} */ (load("simulator/roles.js"));
  const { references } = /** @type {{ references: Readonly<Record<string, Reference>> }} */ (load("simulator/topologyProblems.js"));
  const { poolVersions } = /** @type {{ poolVersions: readonly (string | number)[] }} */ (load("simulator/versions.js"));

  const settingOf = (/** @type {Noun} */ noun, /** @type {string} */ property, /** @type {string} */ name) => {
    const setting = noun.settings[property];
    if (setting === undefined) throw new Error(`${noun.cs} has no setting ${property}`);
    const { csType, since, cmdlets = ["New", "Set"] } = setting;
    const { values, min, max, element } = csType;
    if ((min === undefined) !== (max === undefined)) throw new Error(`${name} has half a range: a ValidateRange takes both ends`);
    const row = {
      Name: name,
      Type: csType.name,
      Since: since,
      Verbs: cmdlets,
      // The default realm is an object, which the module makes.
      Default: csType.name === "IRealmChoice" ? undefined : (unverified.defaults[name] ?? setting.default ?? null),
      Values: values,
      Min: min,
      Max: max,
      Maker: element?.cmdlet,
      Elements: element?.parameters,
    };
    return `            ${literal(row)}`;
  };
  const nounOf = (/** @type {Noun} */ noun) => [
    "    @{",
    `        Name = ${literal(noun.cs)}`,
    `        Type = ${literal(noun.type)}`,
    `        SiteScope = ${literal(noun.siteScope)}`,
    `        Services = ${literal(noun.services)}`,
    "        Settings = @(",
    ...[...parametersOf(noun)].map(([property, name]) => settingOf(noun, property, name)),
    "        )",
    "    }",
  ];
  const errors = Object.entries(unverified.errors).map(
    ([name, { category, id }]) => `        ${name} = ${literal({ Category: category, Id: id })}`,
  );
  const lines = [
    "$Unverified = @{",
    `    DirectorHasRegistrar = ${literal(unverified.directorHasRegistrar)}`,
    `    BranchNamesHomePoolIn = ${literal(unverified.branchNamesHomePoolIn)}`,
    `    OAuthServerIdentity = ${literal(unverified.oauthServerIdentity)}`,
    `    Modules = ${literal(unverified.modules)}`,
    `    ProductVersions = ${literal(unverified.productVersions)}`,
    "    Errors = @{",
    ...errors,
    "    }",
    "}",
    "$Nouns = @(",
    ...nouns.flatMap(nounOf),
    ")",
    `$CAStores = ${literal(caStores)}`,
    "$RoleFacts = @{",
    ...Object.entries(roles).map(
      ([role, { services, hasReplica }]) => `    ${role} = ${literal({ Services: services, HasReplica: hasReplica })}`,
    ),
    "}",
    "# The keys that name another pool: which roles have them, and which roles they may name.",
    "$References = @{",
    ...Object.entries(references).map(([key, { of, to }]) => `    ${key} = ${literal({ Of: of, To: to })}`),
    "}",
    "# From the oldest to the newest.",
    `$PoolVersions = ${literal(poolVersions.map(String))}`,
  ];
  return `${lines.join("\n")}\n`;
}

/**
 * A file of the built package.
 * @param {string} file
 * @returns {unknown}
 */
function load(file) {
  return createRequire(import.meta.url)(join(provider, "dist", file));
}

/**
 * A value as PowerShell writes it; what is undefined is left out of an object.
 * @param {unknown} value
 * @returns {string}
 */
function literal(value) {
  if (value === null) return "$null";
  if (typeof value === "boolean") return value ? "$true" : "$false";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return `'${plain(value)}'`;
  if (Array.isArray(value)) return `@(${value.map(literal).join(", ")})`;
  if (typeof value !== "object") throw new Error(`The tables have no form for a ${typeof value}`);
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return `@{ ${entries.map(([name, part]) => `${/^[A-Za-z]\w*$/.test(name) ? name : `'${plain(name)}'`} = ${literal(part)}`).join("; ")} }`;
}

/**
 * Windows PowerShell takes a file without a mark at its start for one in the machine's own code page.
 * @param {string} text
 */
function plain(text) {
  if (!/^[\x20-\x7e]*$/.test(text)) throw new Error(`The tables are for ASCII alone: ${JSON.stringify(text)}`);
  return text.replaceAll("'", "''");
}

/** @param {readonly string[]} options */
function main(options) {
  const text = readFileSync(moduleFile, "utf8");
  const current = withTables(text);
  if (current === text) return;
  if (!options.includes("--check")) {
    writeFileSync(moduleFile, current);
    return;
  }
  process.stderr.write(`The tables in ${moduleFile} are stale: run node tools/writePowerShellTables.mjs\n`);
  process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main(process.argv.slice(2));
