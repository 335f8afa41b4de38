import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { checkoutFolder } from "../../tools/paths.mjs";
import { anchorsOf, linksOf, pages } from "./markdown";

test("there are pages with links", () => {
  expect(pages).toEqual(expect.arrayContaining(["README.md", "docs/README.md", "examples/github-actions/README.md"]));
  expect(linksOf("README.md").length).toBeGreaterThan(10);
});

test.each(pages)("every link of %s within the checkout leads to a file or folder, and to a heading that exists", (page) => {
  expect(linksOf(page).flatMap(({ target }) => problemOf(page, target))).toEqual([]);
});

test("anchors are as GitHub makes them", () => {
  expect([...anchorsOf("docs/adoption.md")]).toContain("--owned-manage-what-exists-as-if-the-stack-had-created-it");
  expect([...anchorsOf("docs/settings.md")]).toContain("usewindowsauth");
});

function problemOf(page: string, target: string): string[] {
  const [file = "", anchor] = target.split("#").map(decodeURIComponent);
  const to = file === "" ? page : path.posix.join(path.posix.dirname(page), file);
  if (to.startsWith("../") || !existsSync(path.join(checkoutFolder, to))) return [`${target}: there is no ${to}`];
  if (anchor === undefined) return [];
  if (!pages.includes(to)) return [`${target}: ${to} is no page, and has no anchors`];
  return anchorsOf(to).has(anchor) ? [] : [`${target}: ${to} has no heading with this anchor`];
}
