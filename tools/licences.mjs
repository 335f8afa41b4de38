import { join } from "node:path";
import { readJson } from "./json.mjs";
import { productionPackages } from "./productionPackages.mjs";

const WORKSPACE = "provider";
const PEER = "@pulumi/pulumi";

/** Those that packages have today. */
const ALLOWED = ["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0"];

/**
 * @typedef {object} Package
 * @property {string} name
 * @property {string} version
 * @property {string | undefined} licence as SPDX writes it
 * @property {string} source where it is installed in this checkout
 */

/**
 * The packages that npm installs with pulumi-lync, by name, each version once.
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
 * A line for each package whose licence nobody has allowed.
 * @param {Package[]} packages
 */
export function licenceProblems(packages) {
  return packages
    .filter(({ licence }) => licence === undefined || !ALLOWED.includes(licence))
    .map(({ name, version, licence }) => {
      const found = licence ? `licence "${licence}"` : "no licence";
      return (
        `package-lock.json: ${name} ${version} has ${found}. Allowed: ${ALLOWED.join(", ")}. ` +
        "Use another package, or add the licence to tools/licences.mjs if pulumi-lync's users may be bound by it."
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

Every package that comes with pulumi-lync, in the versions of package-lock.json, with which
it is tested. \`npm run docs\` writes this page; do not edit it.

- pulumi-lync itself has the licence [${own}](../LICENSE).
- A project of your own may get later versions: those that the ranges in pulumi-lync's package.json
  allow on the day of the install.
- npm installs all of them but zod: \`dist/zod.js\` has what is used of it, with its licence.
- \`${PEER}\` (${peer?.license}) is a peer: your project brings it, and its packages are not listed.
- A test refuses any other licence than ${ALLOWED.join(", ")}.

| package | version | licence |
| --- | --- | --- |
${packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`).join("\n")}
`;
}

/** @param {string} root */
function readLock(root) {
  return /** @type {import("./productionPackages.mjs").Lock} */ (readJson(join(root, "package-lock.json")));
}
