import { readFileSync } from "node:fs";
import path from "node:path";
import MarkdownIt, { type Token } from "markdown-it";
import { checkoutFiles } from "../../tools/checkoutFiles.mjs";
import { checkoutFolder } from "../../tools/paths.mjs";

/** A block of code in a page. */
export interface Block {
  page: string;
  /** The line of its first line, from 1. */
  line: number;
  /** Empty if the page names none. */
  language: string;
  code: string;
  /** The headings above it, the widest first. */
  headings: string[];
}

/** A link or an image in a page. */
export interface Link {
  page: string;
  target: string;
}

const parser = new MarkdownIt({ html: true, linkify: false });

/** All pages that git knows, as relative paths. */
export const pages = checkoutFiles("*.md");

/** The blocks of a page, those in lists included. */
export function blocksOf(page: string): Block[] {
  const headings: string[] = [];
  const blocks: Block[] = [];
  for (const [index, token, tokens] of enumerated(tokensOf(page))) {
    if (token.type === "heading_open") headings.splice(Number(token.tag.slice(1)) - 1, Infinity, textOf(tokens[index + 1]));
    if (token.type !== "fence") continue;
    const line = (token.map?.[0] ?? 0) + 2;
    blocks.push({ page, line, language: token.info.trim(), code: token.content, headings: [...headings] });
  }
  return blocks;
}

/** The links and images of a page that lead to no other site. */
export function linksOf(page: string): Link[] {
  const inline = tokensOf(page).flatMap(({ children }) => children ?? []);
  const targets = inline.flatMap((token) => token.attrGet("href") ?? token.attrGet("src") ?? []);
  return targets.filter((target) => !/^[a-z]+:/i.test(target)).map((target) => ({ page, target }));
}

/** The texts of a page's headings. */
export function headingsOf(page: string): string[] {
  const tokens = tokensOf(page);
  return tokens.flatMap(({ type }, index) => (type === "heading_open" ? [textOf(tokens[index + 1])] : []));
}

/** The anchors of a page, as GitHub makes them of its headings. */
export function anchorsOf(page: string): Set<string> {
  const anchors = new Set<string>();
  for (const heading of headingsOf(page)) {
    const slug = slugOf(heading);
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count++) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

function tokensOf(page: string): Token[] {
  return parser.parse(readFileSync(path.join(checkoutFolder, page), "utf8"), {});
}

function enumerated(tokens: Token[]): [index: number, token: Token, tokens: Token[]][] {
  return tokens.map((token, index) => [index, token, tokens]);
}

function textOf(token: Token | undefined): string {
  return (token?.children ?? []).map(({ content }) => content).join("");
}

function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Mark}\p{Number}\p{Connector_Punctuation} -]/gu, "")
    .replaceAll(" ", "-");
}
