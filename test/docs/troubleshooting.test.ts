import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { codes } from "../../provider/src/codes";
import { checkoutFolder } from "../../tools/paths.mjs";
import { anchorsOf, linksOf } from "./markdown";

const page = "docs/troubleshooting.md";
const allCodes = Object.keys(codes);

/** What the page says under a heading. */
interface Entry {
  heading: string;
  cause: string;
  cure: string;
}

const entries: Entry[] = readFileSync(path.join(checkoutFolder, page), "utf8")
  .split(/^### /m)
  .slice(1)
  .map((text) => {
    const [heading = "", ...lines] = text.split(/^## /m, 1).join("").split("\n");
    const body = lines.join("\n");
    return { heading, cause: paragraphAfter("Cause", body), cure: paragraphAfter("Cure", body) };
  });
const entriesOf = (code: string): Entry[] => entries.filter(({ heading }) => heading === `\`${code}\``);

test.each(allCodes)("%s, a code or a kind of error, has exactly one entry, with a cause and a cure", (code) => {
  const found = entriesOf(code);
  expect(found).toHaveLength(1);
  expect(found[0]?.cause).toMatch(/\w.*\.$/s);
  expect(found[0]?.cure).toMatch(/\w.*[.>]$/s);
});

test("every entry, also of a message of Pulumi, has a cause and a cure", () => {
  expect(entries.filter(({ cause, cure }) => cause === "" || cure === "")).toEqual([]);
});

test("no entry is for a code that does not exist", () => {
  const named = entries.flatMap(({ heading }) => /^`(\w+)`$/.exec(heading)?.[1] ?? []);
  expect(named.filter((name) => !Object.hasOwn(codes, name))).toEqual([]);
});

test("the table of codes links each code to its entry", () => {
  const anchors = anchorsOf(page);
  const linked = linksOf("docs/findings.md").flatMap(({ target }) => /^troubleshooting\.md#(.+)$/.exec(target)?.[1] ?? []);
  const expected = allCodes.map((code) => code.toLowerCase());
  expect(linked.filter((anchor) => !anchors.has(anchor))).toEqual([]);
  expect([...linked].sort()).toEqual(expected.sort());
});

/** The paragraph that begins with a label in bold; empty if there is none. */
function paragraphAfter(label: string, body: string): string {
  const [, text = ""] = new RegExp(String.raw`^\*\*${label}:\*\*\s+(.+?)\s*(?:\n\n|$(?![\s\S]))`, "ms").exec(body) ?? [];
  return text;
}
