import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { checkoutFolder } from "./paths.mjs";

const SERVER = "languageHost.mjs";
const STARTER = process.platform === "win32" ? "pulumi-language-nodejs.cmd" : "pulumi-language-nodejs";
const LAUNCHER = process.platform === "win32" ? "pulumi-resource-pulumi-nodejs.cmd" : "pulumi-resource-pulumi-nodejs";

/**
 * Puts our language host, and the launcher of dynamic providers from @pulumi/pulumi, beside a CLI
 * built without them. Beside it: the engine warns on every update of what it finds elsewhere on
 * PATH.
 * @param {string} bin
 * @param {string} [own] where our language host is
 */
export function installLanguageHost(bin, own = join(checkoutFolder, "tools", "language-host")) {
  const sdk = dirname(createRequire(import.meta.url).resolve("@pulumi/pulumi/package.json"));
  place(join(own, SERVER), join(bin, SERVER));
  place(join(own, STARTER), join(bin, STARTER));
  place(join(sdk, LAUNCHER), join(bin, LAUNCHER));
}

/**
 * A CLI in the cache outlives the checkout that built it: the host beside it becomes this
 * checkout's.
 * @param {string} bin
 */
export function refreshLanguageHost(bin) {
  if (existsSync(join(bin, SERVER))) installLanguageHost(bin);
}

/**
 * By rename, since an engine may start the file at this moment.
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
 * Linux does not start a script whose first line ends in \r\n, which a checkout that was made on
 * Windows may have.
 * @param {string} file
 */
function withOwnLineEnds(file) {
  return readFileSync(file, "utf8").replace(/\r?\n/g, file.endsWith(".cmd") ? "\r\n" : "\n");
}
