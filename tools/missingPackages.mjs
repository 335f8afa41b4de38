import { existsSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "./json.mjs";

/**
 * @typedef {object} Machine what a package with a binary is made for, in npm's words
 * @property {string} os
 * @property {string} cpu
 * @property {string | undefined} libc of Linux alone: glibc or musl
 */

/**
 * The packages that package-lock.json lists for this machine and that are not in node_modules. npm
 * leaves out an optional package that it could not fetch, and says nothing. Of the optional ones,
 * those count that are made for this machine: others come only with them.
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
 * A list of names, or of what is ruled out ("!win32").
 * @param {string[] | undefined} list
 * @param {string | undefined} name
 */
function allows(list, name) {
  if (list === undefined || name === undefined) return true;
  const isRuledOut = list.includes(`!${name}`);
  return !isRuledOut && (list.includes(name) || list.every((each) => each.startsWith("!")));
}

/** As npm finds it out: only glibc tells its version. */
function libcOfLinux() {
  // With it a report looks up the names of all open connections.
  Object.assign(process.report, { excludeNetwork: true });
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return header.glibcVersionRuntime === undefined ? "musl" : "glibc";
}
