import { accessSync, constants, mkdirSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { SetupError } from "./command.mjs";

/**
 * Makes a folder that can be written to, or says in one line why that is not possible.
 * @param {string} folder
 * @param {{ what: string, advice: string }} words what: what the folder is for; advice: how to use
 * another
 */
export function makeWritable(folder, words) {
  attempt(folder, words, () => mkdirSync(folder, { recursive: true }));
  requireWritable(folder, words);
}

/** @param {string} what */
export function ofCheckout(what) {
  return { what, advice: "Clone pulumi-lync into a folder of your own, or let this user write there" };
}

/** Checks the folder for temporary files. It must exist, because no tool should create it. */
export function requireTemporaryFolder() {
  requireWritable(tmpdir(), {
    what: "Keeping temporary files",
    advice: `Set ${process.platform === "win32" ? "TEMP" : "TMPDIR"} to a folder that exists and can be written to`,
  });
}

/**
 * Checks that there is a home folder. A user without an entry in passwd, as in a container, needs
 * HOME. Pulumi and Go need it, too.
 */
export function requireHome() {
  try {
    homedir();
  } catch {
    throw new SetupError(
      "Finding the home folder: this user has no entry in passwd. Set HOME to a folder that can be written to, then run the command again.",
    );
  }
}

/** @param {string} folder @param {{ what: string, advice: string }} words */
function requireWritable(folder, words) {
  attempt(folder, words, () => accessSync(folder, constants.W_OK | constants.X_OK));
}

/**
 * @param {string} folder @param {{ what: string, advice: string }} words @param {() => void} work
 */
function attempt(folder, { what, advice }, work) {
  try {
    work();
  } catch (error) {
    const [reason = ""] = /** @type {Error} */ (error).message.split(",");
    throw new SetupError(`${what}: the folder ${folder} cannot be written to (${reason}). ${advice}, then run the command again.`, {
      cause: error,
    });
  }
}
