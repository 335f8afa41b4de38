import { posix } from "node:path";

/**
 * @typedef {object} Locked what package-lock.json says about a package
 * @property {string} [version]
 * @property {string} [license]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {Record<string, string>} [peerDependencies]
 * @property {Record<string, { optional?: boolean }>} [peerDependenciesMeta]
 */

/** @typedef {{ packages: Record<string, Locked & Record<string, unknown>> }} Lock */

/**
 * @typedef {object} ProductionPackage
 * @property {string} name
 * @property {string} place where npm installs it if there is only the workspace
 * @property {string} source where this checkout has it
 * @property {Locked} locked
 */

const ROOT = ".";

/**
 * The packages that a user of one workspace gets, as package-lock.json has them, sorted by place.
 * npm installs most of them. The workspace's devDependencies are included, because they are bundled
 * into it. Its peers are not, because the user's project installs them.
 * @param {Lock} lock
 * @param {string} workspace its folder
 * @returns {ProductionPackage[]}
 */
export function productionPackages({ packages }, workspace) {
  const sources = new Map([[ROOT, workspace]]);
  // The loop also visits the packages that it adds.
  for (const [place, source] of sources) {
    for (const { name, isOptional } of dependenciesOf(packages[source] ?? {}, { isWorkspace: place === ROOT })) {
      const found = findUpwards((candidate) => candidate in packages, source, name);
      if (found !== undefined) put(sources, { name, place, source: found });
      else if (!isOptional) throw new Error(`package-lock.json has no package ${name}, which ${source} needs. Run npm install.`);
    }
  }
  sources.delete(ROOT);
  return [...sources].sort().map(([place, source]) => ({ name: nameOf(place), place, source, locked: packages[source] ?? {} }));
}

/** @param {Locked} locked @param {{ isWorkspace: boolean }} options */
function dependenciesOf({ dependencies, devDependencies, optionalDependencies, ...locked }, { isWorkspace }) {
  const others = isWorkspace ? Object.keys(devDependencies ?? {}) : neededPeers(locked);
  return [
    ...[...Object.keys(dependencies ?? {}), ...others].map((name) => ({ name, isOptional: false })),
    ...Object.keys(optionalDependencies ?? {}).map((name) => ({ name, isOptional: true })),
  ];
}

/** @param {Locked} locked */
function neededPeers({ peerDependencies, peerDependenciesMeta }) {
  return Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta?.[name]?.optional);
}

/**
 * Puts a package at the top. If another version is there already, puts it below the package that
 * needs it.
 * @param {Map<string, string>} sources
 * @param {{ name: string, place: string, source: string }} dependency place: of the package that
 * needs it
 */
function put(sources, { name, place, source }) {
  const there = findUpwards((candidate) => sources.has(candidate), place, name);
  if (there === undefined) sources.set(below(ROOT, name), source);
  else if (sources.get(there) !== source) sources.set(below(place, name), source);
}

/**
 * Where Node.js finds a package when another package requires it.
 * @param {(candidate: string) => boolean} isThere
 * @param {string} place of the other package
 * @param {string} name
 */
function findUpwards(isThere, place, name) {
  for (let folder = place; ; folder = posix.dirname(folder)) {
    const candidate = below(folder, name);
    if (isThere(candidate)) return candidate;
    if (folder === ROOT) return undefined;
  }
}

/** @param {string} folder @param {string} name */
function below(folder, name) {
  return posix.join(folder, "node_modules", name);
}

/** @param {string} place */
function nameOf(place) {
  return place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
}
