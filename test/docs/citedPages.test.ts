import { describe, expect, test } from "vitest";
import { messagesIn, messagesInPowerShell, messagesInScript } from "../../tools/messages.mjs";
import { packagePages } from "../../tools/packagePages.mjs";
import { checkoutFolder } from "../../tools/paths.mjs";
import { headingsOf, pages } from "./markdown";

/** A page that a message names, and the section if the message names one. */
interface Citation {
  /** The file and line of the message. */
  from: string;
  page: string;
  section: string | undefined;
}

const inPackage = citationsIn("provider/src");

test("messages of the package name pages and sections", () => {
  expect(inPackage).toContainEqual(expect.objectContaining({ page: "docs/simulator.md", section: "The topology file" }));
  expect(inPackage).toContainEqual(expect.objectContaining({ page: "docs/real-deployment.md", section: "How a deployment is known" }));
});

test("every page that a message of the package names is in the package", () => {
  const contained = packagePages(checkoutFolder).map((page) => page.replaceAll("\\", "/"));
  expect(inPackage.filter(({ page }) => !contained.includes(page))).toEqual([]);
});

test("every page that a message of the checkout's tools names exists", () => {
  expect(citationsIn("tools", "policies").filter(({ page }) => !pages.includes(page))).toEqual([]);
});

describe("a citation", () => {
  test.each([...inPackage, ...citationsIn("tools", "policies")].filter(({ section }) => section !== undefined))(
    "in $from names the section $section, which $page has",
    ({ page, section }) => {
      expect(headingsOf(page)).toContain(section);
    },
  );
});

test("a citation without a section, one with a section and one in PowerShell are found", () => {
  const source = 'throw new Error("Mend the file as docs/a.md shows.");\nsay(`See ${what} and CHANGELOG.md, "A part", first.`);';
  expect(messagesInScript("a.ts", source).flatMap(({ text }) => citedIn(text))).toEqual([
    { page: "docs/a.md", section: undefined },
    { page: "CHANGELOG.md", section: "A part" },
  ]);
  expect(messagesInPowerShell("throw 'Read docs/b.md before this.'").flatMap(({ text }) => citedIn(text))).toEqual([
    { page: "docs/b.md", section: undefined },
  ]);
});

function citationsIn(...patterns: string[]): Citation[] {
  return messagesIn(...patterns).flatMap(({ file, line, text }) => citedIn(text).map((cited) => ({ from: `${file}:${line}`, ...cited })));
}

/** The pages that a text names, such as `docs/undo.md` or `docs/undo.md, "After a crash"`. */
function citedIn(text: string): Pick<Citation, "page" | "section">[] {
  return [...text.matchAll(/\b((?:[\w-]+\/)*[\w-]+\.md)\b(?:, "([^"]+)")?/g)].map(([, page = "", section]) => ({ page, section }));
}
