import automation from "@pulumi/pulumi/automation/index.js";
import semver from "semver";
import { withProgress } from "./progress.mjs";

const SCRIPT = process.platform === "win32" ? "https://get.pulumi.com/install.ps1" : "https://get.pulumi.com/install.sh";

/**
 * @typedef {object} Options options for tests
 * @property {string} [script] the URL that is requested first
 * @property {number} [reachSeconds] the time limit of that request
 * @property {number} [downloadSeconds] the time limit of the rest, which takes minutes over a slow
 * line
 * @property {(folder: string, version: string) => Promise<unknown>} [install]
 */

/**
 * Downloads the CLI from the vendor, with its language hosts.
 * @param {string} folder gets a folder bin/ with the CLI
 * @param {Options & { version: string }} options
 */
export async function downloadFromVendor(
  folder,
  { version, script = SCRIPT, reachSeconds = 60, downloadSeconds = 1200, install = installWithVendorsScript },
) {
  await withProgress(`Downloading the Pulumi CLI ${version} (once for this user, about 100 MB).`, async () => {
    // The installer itself would wait forever for a server that does not respond.
    await reach(script, reachSeconds);
    await inTime(install(folder, version), downloadSeconds);
  });
}

/** @param {string} folder @param {string} version */
function installWithVendorsScript(folder, version) {
  return automation.PulumiCommand.install({ root: folder, version: new semver.SemVer(version) });
}

/** @param {string} url @param {number} seconds */
async function reach(url, seconds) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(seconds * 1000) });
  } catch (error) {
    const { name, message, cause } = /** @type {Error} */ (error);
    const reason = name === "TimeoutError" ? `no answer within ${seconds} seconds` : cause instanceof Error ? cause.message : message;
    throw new Error(`${url} cannot be reached: ${reason}.`, { cause: error });
  }
  await response.body?.cancel();
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
}

/** @param {Promise<unknown>} work @param {number} seconds */
async function inTime(work, seconds) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`The download did not end within ${seconds} seconds.`)), seconds * 1000);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
