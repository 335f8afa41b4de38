import { chmodSync, copyFileSync, existsSync, readFileSync, renameSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { checkoutFolder } from "./paths.mjs";

const SERVER = "languageHost.mjs";
const STARTER = process.platform === "win32" ? "pulumi-language-nodejs.cmd" : "pulumi-language-nodejs";
const LAUNCHER = process.platform === "win32" ? "pulumi-resource-pulumi-nodejs.cmd" : "pulumi-resource-pulumi-nodejs";

/**
 * Puts our language host, and the launcher of dynamic providers from @pulumi/pulumi, beside a CLI built without them.
 * Beside it: the engine warns on every update of what it finds elsewhere on PATH.
 * @param {string} bin
 */
export function installLanguageHost(bin) {
  const own = join(checkoutFolder, "tools", "language-host");
  const sdk = dirname(createRequire(import.meta.url).resolve("@pulumi/pulumi/package.json"));
  place(join(own, SERVER), join(bin, SERVER));
  place(join(own, STARTER), join(bin, STARTER));
  place(join(sdk, LAUNCHER), join(bin, LAUNCHER));
}

/**
 * A CLI in the cache outlives the checkout that built it: the host beside it becomes this checkout's.
 * @param {string} bin
 */
export function refreshLanguageHost(bin) {
  if (existsSync(join(bin, SERVER))) installLanguageHost(bin);
}

/** By rename, since an engine may start the file at this moment. @param {string} from @param {string} to */
function place(from, to) {
  if (existsSync(to) && readFileSync(from).equals(readFileSync(to))) return;
  const partial = `${to}.${process.pid}`;
  copyFileSync(from, partial);
  chmodSync(partial, 0o755);
  renameSync(partial, to);
}
