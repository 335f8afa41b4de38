import { join } from "node:path";
import { exitCodeOf, SetupError } from "./command.mjs";
import { npm } from "./npm.mjs";
import { checkoutFolder } from "./paths.mjs";
import { excerpt, runQuietly } from "./processes.mjs";

/**
 * @typedef {object} Packed
 * @property {string} file the tarball
 * @property {number} size of the tarball, in bytes
 * @property {{ path: string, size: number }[]} files its contents
 */

/**
 * Packs the built package as it would be published.
 * @param {string} folder an existing folder for the tarball
 * @param {string} [from] the package's folder
 * @returns {Promise<Packed>}
 */
export async function pack(folder, from = join(checkoutFolder, "provider")) {
  const result = await runQuietly(npm("pack", "--ignore-scripts", "--json", "--pack-destination", folder), { cwd: from });
  if (exitCodeOf(result) !== 0)
    throw new SetupError(`Packing the package: npm pack failed (exit code ${result.code}).\n${excerpt(result)}`);
  /** @type {unknown} */
  const printed = JSON.parse(result.stdout);
  const [packed] = /** @type {{ filename: string, size: number, files: Packed["files"] }[]} */ (printed);
  if (packed === undefined) throw new SetupError(`Packing the package: npm pack named no tarball:\n${excerpt(result)}`);
  return { file: join(folder, packed.filename), size: packed.size, files: packed.files };
}
