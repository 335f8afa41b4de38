import { join, relative } from "node:path";
import { filesBelow } from "./stamp.mjs";

/**
 * The pages of the checkout that the package also contains, as relative paths. Messages may refer
 * to these pages.
 * @param {string} root
 */
export function packagePages(root) {
  const docs = filesBelow(join(root, "docs")).filter((file) => file.endsWith(".md"));
  return ["CHANGELOG.md", "LICENSE", "README.md", ...docs.map((file) => relative(root, file))];
}
