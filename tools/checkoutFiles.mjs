import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "./paths.mjs";

/**
 * The current files of this checkout, without those that git ignores, as relative paths with
 * slashes.
 * @param {...string} patterns git's patterns, such as `*.ps1`; all files if there is none
 */
export function checkoutFiles(...patterns) {
  const options = ["--cached", "--others", "--exclude-standard", "-z", "--", ...patterns];
  const listed = execFileSync("git", ["ls-files", ...options], { cwd: checkoutFolder, encoding: "utf8" });
  // Git lists a deleted file until the deletion is staged.
  return listed.split("\0").filter((file) => file !== "" && existsSync(join(checkoutFolder, file)));
}
