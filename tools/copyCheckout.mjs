import { cpSync } from "node:fs";
import { join } from "node:path";
import { checkoutFiles } from "./checkoutFiles.mjs";
import { checkoutFolder } from "./paths.mjs";

/**
 * Copies this checkout as it is now, without what git ignores. The copy has no packages, build or
 * stacks, because `npm start` makes its own.
 * @param {string} root the folder of the copy
 */
export function copyCheckout(root) {
  for (const file of checkoutFiles()) cpSync(join(checkoutFolder, file), join(root, file), { verbatimSymlinks: true });
}
