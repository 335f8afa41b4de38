import { join } from "node:path";
import { readJson } from "./json.mjs";
import { productionPackages } from "./productionPackages.mjs";

const WORKSPACE = "provider";
const PEER = "@pulumi/pulumi";

/** The licences that the packages have today. */
const ALLOWED = ["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0"];

/**
 * @typedef {object} Package
 * @property {string} name
 * @property {string} version
 * @property {string | undefined} licence its SPDX expression
 * @property {string} source the folder where this checkout has it
 */

/**
 * The packages that npm installs with pulumi-lync, sorted by name. Each version is listed once.
 * @param {string} root
 * @returns {Package[]}
 */
export function packagesWithLicences(root) {
  const all = productionPackages(readLock(root), WORKSPACE).map(({ name, source, locked: { version = "", license } }) => {
    return { name, version, licence: license, source };
  });
  const each = new Map(all.map((one) => [`${one.name} ${one.version}`, one]));
  return [...each.values()].sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}

/**
 * A message for each package whose licence is not allowed.
 * @param {Package[]} packages
 */
export function licenceProblems(packages) {
  return packages
    .filter(({ licence }) => licence === undefined || !ALLOWED.includes(licence))
    .map(({ name, version, licence }) => {
      const found = licence ? `licence "${licence}"` : "no licence";
      return (
        `package-lock.json: ${name} ${version} has ${found}. Allowed: ${ALLOWED.join(", ")}. ` +
        "Use another package, or add the licence to tools/licences.mjs if users of pulumi-lync can accept it."
      );
    });
}

/**
 * The text of docs/licences.md.
 * @param {string} root
 */
export function licencesPage(root) {
  const packages = packagesWithLicences(root);
  const peer = readLock(root).packages[`node_modules/${PEER}`];
  const own = /** @type {{ license: string }} */ (readJson(join(root, WORKSPACE, "package.json"))).license;
  return `# Licences

Every package that is installed with pulumi-lync. The versions are those of package-lock.json, which
were tested. \`npm run docs\` writes this page; do not edit it.

- pulumi-lync itself has the licence [${own}](../LICENSE).
- Your own project may get later versions, if the ranges in pulumi-lync's package.json allow them.
- npm installs all of these packages except zod. \`dist/zod.js\` contains the parts of zod that are
  used, and its licence.
- \`${PEER}\` (${peer?.license}) is a peer dependency. Your project installs it, and its packages are
  not listed here.
- A test refuses every licence except ${ALLOWED.join(", ")}.

| package | version | licence |
| --- | --- | --- |
${packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`).join("\n")}
`;
}

/** @param {string} root */
function readLock(root) {
  return /** @type {import("./productionPackages.mjs").Lock} */ (readJson(join(root, "package-lock.json")));
}
