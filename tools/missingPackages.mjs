import { existsSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "./json.mjs";

/**
 * @typedef {object} Machine the kind of machine that a binary is made for, in npm's words
 * @property {string} os
 * @property {string} cpu
 * @property {string | undefined} libc only on Linux: glibc or musl
 */

/**
 * The packages that package-lock.json lists for this machine, but that are missing in node_modules.
 * npm leaves out an optional package that it could not fetch, and says nothing. An optional package
 * counts only if it is made for this kind of machine. Other optional packages are only needed by
 * those.
 * @param {string} root
 * @param {Machine} [machine]
 */
export function missingPackages(root, machine = thisMachine()) {
  const lock = /** @type {{ packages?: Record<string, Locked> }} */ (readJson(join(root, "package-lock.json")));
  return Object.entries(lock.packages ?? {})
    .filter(([path, locked]) => path.includes("node_modules/") && isNeeded(locked, machine))
    .map(([path]) => path)
    .filter((path) => !existsSync(join(root, path, "package.json")));
}

/** @returns {Machine} */
export function thisMachine() {
  return { os: process.platform, cpu: process.arch, libc: process.platform === "linux" ? libcOfLinux() : undefined };
}

/** @typedef {{ optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Locked */

/** @param {Locked} locked @param {Machine} machine */
function isNeeded({ optional, os, cpu, libc }, machine) {
  if (!optional) return true;
  if (!os && !cpu) return false;
  return allows(os, machine.os) && allows(cpu, machine.cpu) && allows(libc, machine.libc);
}

/**
 * Whether a list of names, or of exclusions such as "!win32", allows a name.
 * @param {string[] | undefined} list
 * @param {string | undefined} name
 */
function allows(list, name) {
  if (list === undefined || name === undefined) return true;
  const isRuledOut = list.includes(`!${name}`);
  return !isRuledOut && (list.includes(name) || list.every((each) => each.startsWith("!")));
}

/** Detects the C library as npm does: only glibc reports its version. */
function libcOfLinux() {
  // Otherwise a report looks up the host names of all open connections.
  Object.assign(process.report, { excludeNetwork: true });
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return header.glibcVersionRuntime === undefined ? "musl" : "glibc";
}
