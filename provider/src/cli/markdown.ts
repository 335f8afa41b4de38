import type { List, PhrasingContent, Root, RootContent, Table, TableRow } from "mdast";
import { count, visible } from "./words";

/** The longest text in characters: GitHub refuses a comment of more than 65,536 characters. */
export const markdownLimit = 65_000;

/** Writes a document as Markdown. */
export type Writer = (root: Root) => string;

/** A piece of a document. It is shown whole or not at all. */
export interface Piece {
  text: string;
  /**
   * The words that count pieces of this kind if they are left out, such as "section", "sections".
   */
  counted: readonly [one: string, several: string];
  /** Whether this piece says how far the reader can trust the table. */
  isNote?: true;
}

/**
 * Joins pieces up to a length. It cuts between two pieces, and says how many were left out. A note
 * is always kept, unless the note itself is too long.
 *
 * @param limits.limit the longest text in characters.
 * @param limits.whole the command that shows everything.
 */
export function fitting(pieces: readonly Piece[], { limit, whole }: { limit: number; whole: string }): string {
  const length = (some: readonly Piece[]): number => some.reduce((sum, { text }) => sum + text.length, 0);
  const notes = pieces.filter(({ isNote }) => isNote === true);
  const kept = length(notes) < limit / 4 ? new Set(notes) : new Set<Piece>();
  let room = limit - noticeLength - length([...kept]);
  let isCut = false;
  const [shown, left]: [Piece[], Piece[]] = [[], []];
  for (const piece of pieces) {
    if (!kept.has(piece)) {
      isCut ||= piece.text.length > room;
      if (!isCut) room -= piece.text.length;
    }
    (isCut && !kept.has(piece) ? left : shown).push(piece);
  }
  const text = shown.map((piece) => piece.text).join("");
  return left.length === 0 ? text : `${text}\n${leftOut(left, whole)}\n`;
}

const noticeLength = 400;

function leftOut(pieces: readonly Piece[], whole: string): string {
  const counts = new Map<Piece["counted"][0], { number: number; several: string }>();
  for (const { counted } of pieces) {
    const [one, several] = counted;
    counts.set(one, { number: (counts.get(one)?.number ?? 0) + 1, several });
  }
  const words = [...counts].map(([one, { number, several }]) => count(number, one, several)).join(", ");
  return `**The text is cut here because it is too long. Left out: ${words}.** \`${whole}\` shows everything.`;
}

/** The head of a table and each of its rows as pieces. */
export function tablePieces(write: Writer, table: Table): Piece[] {
  const [head = "", rule = "", ...body] = write({ type: "root", children: [table] })
    .trimEnd()
    .split("\n");
  if (body.length === 0) return [];
  return [
    { text: `\n${head}\n${rule}\n`, counted: ["table", "tables"] },
    ...body.map((row): Piece => ({ text: `${row}\n`, counted: ["row of the table", "rows of the table"] })),
  ];
}

/** A table. The first row is its head. */
export function table(rows: readonly PhrasingContent[][][]): Table {
  const row = (cells: PhrasingContent[][]): TableRow => ({
    type: "tableRow",
    children: cells.map((children) => ({ type: "tableCell", children })),
  });
  return { type: "table", children: rows.map(row) };
}

/** A list of texts. */
export function listOf(items: readonly string[]): List {
  return list(items.map((item) => [text(item)]));
}

/** A list. */
export function list(items: readonly PhrasingContent[][]): List {
  return {
    type: "list",
    spread: false,
    children: items.map((children) => ({ type: "listItem", children: [{ type: "paragraph", children }] })),
  };
}

/** A paragraph. */
export function paragraph(...children: PhrasingContent[]): RootContent {
  return { type: "paragraph", children };
}

/** A name in code format. */
export function code(value: string): PhrasingContent {
  return { type: "inlineCode", value: visible(value) };
}

/** Plain text. An `@` in it notifies no account on GitHub, because a word joiner follows it. */
export function text(value: string): PhrasingContent {
  return { type: "text", value: visible(value).replaceAll("@", "@\u2060") };
}

/** Loads the modules that write Markdown. */
export async function writer(): Promise<Writer> {
  // These modules are ES modules, so require cannot load them. No other format needs them.
  const [{ toMarkdown }, { gfmTableToMarkdown }] = await Promise.all([import("mdast-util-to-markdown"), import("mdast-util-gfm-table")]);
  return (root) => toMarkdown(root, { bullet: "-", extensions: [gfmTableToMarkdown({ tablePipeAlign: false })] });
}
