import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { checkoutFolder } from "../../tools/paths.mjs";
import { columns, pictureOf, shownLines } from "../../tools/recording.mjs";

const escape = String.fromCharCode(27);

describe("the output of a program", () => {
  test("keeps its colours, also over the end of a line", () => {
    const printed = `${escape}[38;5;13m${escape}[1mPreview:${escape}[0m\n  ${escape}[38;5;3m~ a: ${escape}[0m1\n${escape}[38;5;2m+ b\n+ c${escape}[0m`;
    expect(shownLines(printed, [/./])).toEqual([
      [{ text: "Preview:", style: "c13 bold" }],
      [
        { text: "  ", style: "" },
        { text: "~ a: ", style: "c3" },
        { text: "1", style: "" },
      ],
      [{ text: "+ b", style: "c2" }],
      [{ text: "+ c", style: "c2" }],
    ]);
  });

  test("has a line that counts the lines that are left out", () => {
    const texts = shownLines("keep 1\na\n\nb\nkeep 2\nc\n", [/^keep/]).map((line) => line.map(({ text }) => text).join(""));
    expect(texts).toEqual(["keep 1", "… 2 lines", "keep 2", "… 1 line"]);
  });

  test("has long lines cut, with a sign at the end", () => {
    const [line] = shownLines("x".repeat(columns + 1), [/./]);
    expect(line).toEqual([
      { text: "x".repeat(columns - 1), style: "" },
      { text: "…", style: "dim" },
    ]);
  });

  test("is refused if it has a colour that the picture does not have", () => {
    expect(() => shownLines(`${escape}[38;5;200mpink`, [/./])).toThrow('"38;5;200"');
  });
});

test("the output of a program stays text in a picture", () => {
  const picture = pictureOf([{ about: "a < b", command: "npm start", lines: shownLines('"a" <b> & c', [/./]) }]);
  expect(textsIn(picture)).toEqual(expect.arrayContaining(["# a < b", "$ npm start", '"a" <b> & c']));
});

describe("docs/recording.svg", () => {
  const picture = readFileSync(join(checkoutFolder, "docs", "recording.svg"), "utf8");
  const texts = textsIn(picture);

  test("is well-formed, says what it shows, and is small", () => {
    expect(picture).toMatch(/role="img" aria-labelledby="title description"/);
    expect(texts[0]).toBe("pulumi-lync in a terminal");
    expect(texts[1]).toContain("npm start");
    expect(Buffer.byteLength(picture)).toBeLessThan(60_000);
  });

  test("has colours for light and dark, does not move, and loads nothing", () => {
    expect(picture).toContain("@media (prefers-color-scheme: dark)");
    expect(picture).not.toMatch(/<animate|@keyframes|animation|transition|<script|<image|href=|url\(|@import/);
  });

  test("shows npm start, a drift and a plan", () => {
    const shown = [
      "$ npm start",
      "    + 11 created",
      "Passive authentication is declared at 4 of 4 pools. Nothing undermines it.",
      "$ npm run pulumi -- preview --diff",
      '      +     [0]: "useWsFedPassiveAuth was changed outside of Pulumi from true to false."',
      "      ~ useWsFedPassiveAuth    : false => true",
      "$ npm run plan -- --stack dev",
      "│ ! drift: useWsFedPassiveAuth was changed outside of Pulumi from true to false.",
      "  Set-CsWebServiceConfiguration -Identity 'Service:WebServer:LyncPool01.contoso.com' -UseWsFedPassiveAuth $true",
    ];
    // The lines must have this order. In the picture, a line has a position instead of leading
    // spaces.
    let at = 0;
    for (const line of shown) {
      at = texts.findIndex((text, index) => index >= at && text.startsWith(line.trimStart()));
      expect(at, line).toBeGreaterThan(-1);
    }
  });

  test("shows no name, path or time of the machine that made it", () => {
    for (const text of texts) expect(text).not.toMatch(/\/(?:tmp|home|root|Users)\//);
    const times = texts.flatMap((text) => text.match(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g) ?? []);
    expect(new Set(times)).toEqual(new Set(["2026-11-28 14:00:00"]));
  });

  test('is in the section "Try it" of README.md', () => {
    const [, tried = ""] = readFileSync(join(checkoutFolder, "README.md"), "utf8").split("## Try it");
    expect(tried.split("\n## ")[0]).toMatch(/!\[[^\]]{40,}\]\(docs\/recording\.svg\)/);
  });
});

/** The texts of title, description and lines. @throws if the XML is not well-formed */
function textsIn(picture: string): string[] {
  const parser = new SaxesParser({ xmlns: true });
  const texts: string[] = [];
  let text = "";
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("text", (part) => {
    text += part;
  });
  parser.on("opentag", ({ name }) => {
    if (name !== "tspan") text = "";
  });
  parser.on("closetag", ({ name }) => {
    if (["title", "desc", "text"].includes(name)) texts.push(text);
  });
  parser.write(picture).close();
  return texts;
}
