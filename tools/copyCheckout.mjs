import { execFileSync } from "node:child_process";
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "./paths.mjs";

/**
 * Copies this checkout as it is now, without what git ignores. Packages, build and stacks are not
 * in the copy: `npm start` makes its own.
 * @param {string} root the folder of the copy
 */
export function copyCheckout(root) {
  const options = ["--cached", "--others", "--exclude-standard"];
  const listed = execFileSync("git", ["ls-files", "-z", ...options], { cwd: checkoutFolder, encoding: "utf8" });
  // A file that was deleted is listed until git is told.
  for (const file of listed.split("\0").filter((each) => each !== "" && existsSync(join(checkoutFolder, each))))
    cpSync(join(checkoutFolder, file), join(root, file), { verbatimSymlinks: true });
}
