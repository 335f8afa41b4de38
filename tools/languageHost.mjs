import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { checkoutFolder } from "./paths.mjs";

const SERVER = "languageHost.mjs";
const STARTER = process.platform === "win32" ? "pulumi-language-nodejs.cmd" : "pulumi-language-nodejs";
const LAUNCHER = process.platform === "win32" ? "pulumi-resource-pulumi-nodejs.cmd" : "pulumi-resource-pulumi-nodejs";

/**
 * Puts this project's language host, and the launcher of dynamic providers from @pulumi/pulumi,
 * next to a CLI that was built without them. If they were elsewhere on PATH, the engine would warn
 * about them on every update.
 * @param {string} bin
 * @param {string} [own] the folder of this project's language host
 */
export function installLanguageHost(bin, own = join(checkoutFolder, "tools", "language-host")) {
  const sdk = dirname(createRequire(import.meta.url).resolve("@pulumi/pulumi/package.json"));
  place(join(own, SERVER), join(bin, SERVER));
  place(join(own, STARTER), join(bin, STARTER));
  place(join(sdk, LAUNCHER), join(bin, LAUNCHER));
}

/**
 * Replaces the language host next to a cached CLI with this checkout's, because another checkout
 * may have built that CLI.
 * @param {string} bin
 */
export function refreshLanguageHost(bin) {
  if (existsSync(join(bin, SERVER))) installLanguageHost(bin);
}

/**
 * Copies a file and renames it into place, because an engine may start the file at this moment.
 * @param {string} from
 * @param {string} to
 */
function place(from, to) {
  const content = withOwnLineEnds(from);
  if (existsSync(to) && readFileSync(to, "utf8") === content) return;
  const partial = `${to}.${process.pid}`;
  writeFileSync(partial, content);
  chmodSync(partial, 0o755);
  renameSync(partial, to);
}

/**
 * A text with the line ends of its platform. Linux does not start a script whose first line ends in
 * \r\n, as in a checkout that was made on Windows.
 * @param {string} file
 */
function withOwnLineEnds(file) {
  return readFileSync(file, "utf8").replace(/\r?\n/g, file.endsWith(".cmd") ? "\r\n" : "\n");
}
