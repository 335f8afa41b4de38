import { statSync } from "node:fs";
import { SetupError } from "./command.mjs";
import { findExecutable, foldersOnPath } from "./executables.mjs";

const names = ["chromium", "chromium-browser", "google-chrome"];

/**
 * Finds the browser for the tests of the HTML report and the site, for the benchmark and for the
 * picture: CHROMIUM_PATH, otherwise the first of these names on PATH.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined} undefined if there is none
 * @throws {SetupError} if CHROMIUM_PATH names a file that does not exist
 */
export function findBrowser(env = process.env) {
  const given = env["CHROMIUM_PATH"] ?? "";
  const folders = foldersOnPath(env);
  if (given === "") return names.map((name) => findExecutable(name, folders)).find((found) => found !== undefined);
  if (statSync(given, { throwIfNoEntry: false })?.isFile() === true) return given;
  throw new SetupError(
    `CHROMIUM_PATH is "${given}", but there is no such file. Set it to the path of Chromium's or Google Chrome's program, or leave it out.`,
  );
}

/**
 * Finds the browser for a command that cannot work without one.
 * @param {NodeJS.ProcessEnv} [env]
 * @throws {SetupError}
 */
export function requireBrowser(env = process.env) {
  const browser = findBrowser(env);
  if (browser === undefined) throw new SetupError(noBrowser);
  return browser;
}

export const noBrowser =
  `There is no browser: none of ${names.join(", ")} is on PATH, and CHROMIUM_PATH is not set. ` +
  "Install Chromium (Debian's package is chromium), or set CHROMIUM_PATH to the path of Chromium's or Google Chrome's program.";

/**
 * The line in which npm test says that it leaves out some tests. @param {NodeJS.ProcessEnv} [env]
 */
export function describeBrowserTests(env = process.env) {
  const command = "NOT RUN HERE: the tests of the HTML report and the documentation site in a browser. npm run test:browser runs them";
  try {
    const browser = findBrowser(env);
    return browser === undefined ? `${command}. ${noBrowser}` : `${command}, in ${browser}.`;
  } catch (error) {
    return `${command}. ${/** @type {Error} */ (error).message}`;
  }
}

/** Starts the browser without a window. @param {string} browser its path */
export async function openBrowser(browser) {
  // A fresh checkout has no playwright-core yet when this file is loaded.
  const { chromium } = await import("playwright-core");
  return chromium.launch({ executablePath: browser });
}
