import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { readJson } from "../../tools/json.mjs";
import { checkoutFolder } from "../../tools/paths.mjs";

const pages = ["CONTRIBUTING.md", "SECURITY.md"];
const { scripts } = readJson(path.join(checkoutFolder, "package.json")) as { scripts: Record<string, string> };
const programs = readdirSync(path.join(checkoutFolder, "node_modules", ".bin"));

describe.each(pages)("%s", (page) => {
  const { code, links } = partsOf(page);

  test("names only npm scripts that exist", () => {
    const named = code.flatMap((text) =>
      [...text.matchAll(/\bnpm (?:run ([\w:]+)|(start|test)\b)/g)].map(([, run, short]) => run ?? short!),
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test("names only programs that npx finds here", () => {
    const named = code.flatMap((text) => [...text.matchAll(/\bnpx ([\w-]+)/g)].map(([, name]) => name!));
    expect(named.filter((name) => !programs.includes(name))).toEqual([]);
  });

  test("names only files and folders that exist", () => {
    // A path has a slash or an extension. An option, a key and a cmdlet have neither.
    const names = code
      .flatMap((text) => text.split(/\s/))
      .filter((word) => /^[\w./-]+\/[\w./-]*$|^[\w.-]+\.(?:md|ts|mjs|json)$/.test(word));
    expect(names.length).toBeGreaterThan(0);
    const folders = ["", "provider/src/configurations"];
    const isThere = (name: string): boolean => folders.some((folder) => existsSync(path.join(checkoutFolder, folder, name)));
    expect(names.filter((name) => !isThere(name))).toEqual([]);
  });

  test("links only to pages that exist, and to GitHub's documentation", () => {
    const own = links.filter((link) => !link.startsWith("https://"));
    expect(own.filter((link) => !existsSync(path.join(checkoutFolder, link)))).toEqual([]);
    for (const link of links.filter((it) => !own.includes(it))) expect(new URL(link).host).toBe("docs.github.com");
  });

  test("is linked from README.md", () => {
    expect(partsOf("README.md").links).toContain(page);
  });
});

test("CONTRIBUTING.md says what thirdNoun.test.ts proves", () => {
  expect(partsOf("CONTRIBUTING.md").code).toContain("test/configurations/thirdNoun.test.ts");
});

test("SECURITY.md names no mail address, because none has been set up", () => {
  expect(readFileSync(path.join(checkoutFolder, "SECURITY.md"), "utf8")).not.toMatch(/mailto:|\S+@\S+\.\w/);
});

/** The texts that a page marks as code, and the targets of its links. */
function partsOf(page: string): { code: string[]; links: string[] } {
  const tokens = new MarkdownIt().parse(readFileSync(path.join(checkoutFolder, page), "utf8"), {});
  const all = tokens.flatMap((token) => [token, ...(token.children ?? [])]);
  return {
    code: all.filter(({ type }) => ["code_inline", "fence", "code_block"].includes(type)).map(({ content }) => content),
    links: all.flatMap((token) => token.attrGet("href") ?? []),
  };
}
