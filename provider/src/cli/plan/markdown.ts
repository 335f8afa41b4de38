import type { BlockContent, List, PhrasingContent, Root, RootContent, Table, TableRow } from "mdast";
import type { Change } from "./change";
import type { Plan } from "./plan";
import { poolsOf, type PoolPlan } from "./pools";
import { actionWords, count, methodWords, placeWords, poolWords, remarksOf, visible } from "./words";

/** GitHub refuses a comment of more than 65,536 characters. */
export const markdownLimit = 65_000;

/** A piece that is shown whole or not at all. */
interface Piece {
  text: string;
  /** What is counted where it was left out: one of it, and several. */
  counted: readonly [one: string, several: string];
  /** Whether it says what the table is worth. */
  isNote?: true;
}

/** The plan for a pull request: first the table that it is judged by, then the cmdlets, then what stays as it is, folded. */
export async function markdownOf(plan: Plan, limit = markdownLimit): Promise<string> {
  const write = await writer();
  const blocks = (...children: RootContent[]): string => `\n${write({ type: "root", children })}`;
  const part = (...children: RootContent[]): Piece => ({ text: blocks(...children), counted: ["section", "sections"] });
  const note = (...children: RootContent[]): Piece => ({ ...part(...children), isNote: true });

  const rows = write({ type: "root", children: [tableOf(plan.changes)] })
    .trimEnd()
    .split("\n");
  const [head = "", rule = "", ...body] = rows;
  const pieces: Piece[] = [
    part(
      { type: "heading", depth: 2, children: [text("Sign-in methods of the stack "), code(plan.stack)] },
      paragraph(text(summaryOf(plan))),
    ),
    ...(plan.errors.length === 0 ? [] : [note(heading("The preview failed"), listOf(plan.errors))]),
    ...(body.length === 0 ? [] : [{ text: `\n${head}\n${rule}\n`, counted: ["table", "tables"] as const }]),
    ...body.map((row): Piece => ({ text: `${row}\n`, counted: ["row of the table", "rows of the table"] })),
    ...(plan.warnings.length === 0 ? [] : [note(heading("Further warnings"), listOf(plan.warnings))]),
    ...(plan.notes.length === 0 ? [] : [note(heading("What this plan cannot tell"), listOf(plan.notes))]),
    ...poolsOf(plan).map((pool): Piece => ({ text: blocks(...cmdletsOf(pool)), counted: ["pool's cmdlets", "pools' cmdlets"] })),
    ...plan.reminders.map(({ pool, items }): Piece => ({
      text: blocks(heading("What the cmdlets do not do: ", poolWords(pool)), ...folded(count(items.length, "step"), listOf(items))),
      counted: ["pool's further steps", "pools' further steps"],
    })),
    ...(plan.unchanged.length === 0 ? [] : [part(...unchangedOf(plan))]),
  ];
  return fitting(pieces, limit).trimStart();
}

/** Cuts between two pieces, and says how much was left out. What qualifies the table is kept in any case, unless it is long itself. */
function fitting(pieces: readonly Piece[], limit: number): string {
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
  return left.length === 0 ? text : `${text}\n${leftOut(left)}\n`;
}

const noticeLength = 400;

function leftOut(pieces: readonly Piece[]): string {
  const counts = new Map<Piece["counted"][0], { number: number; several: string }>();
  for (const { counted } of pieces) {
    const [one, several] = counted;
    counts.set(one, { number: (counts.get(one)?.number ?? 0) + 1, several });
  }
  const words = [...counts].map(([one, { number, several }]) => count(number, one, several)).join(", ");
  return `**Cut here for its length. Left out: ${words}.** \`pulumi-lync plan --format text\` shows all.`;
}

function summaryOf(plan: Plan): string {
  const { changes, unchanged, errors } = plan;
  if (errors.length > 0) return "Nothing can be said of what would change.";
  if (changes.length === 0) return `Nothing changes; ${count(unchanged.length, "collection")} unchanged.`;
  const warnings = changes.flatMap((change) => change.warnings).length;
  return (
    `${count(changes.length, "collection changes", "collections change")}, of ${count(poolsOf(plan).length, "pool")}; ${count(unchanged.length, "collection")} unchanged; ` +
    `${count(warnings, "warning")}.`
  );
}

function tableOf(changes: readonly Change[]): Table {
  const row = (...cells: PhrasingContent[][]): TableRow => ({
    type: "tableRow",
    children: cells.map((children) => ({ type: "tableCell", children })),
  });
  return {
    type: "table",
    children: [
      row(...["Change", "Pool", "Configuration", "Sign-in methods: before → after", "Warnings"].map((name) => [text(name)])),
      ...changes.map((change) =>
        row(
          [text(actionWords(change))],
          [code(placeWords(change, "→"))],
          [code(change.configuration)],
          [text(methodWords(change, "→"))],
          [
            text(
              remarksOf(change)
                .map((remark) => `⚠ ${remark}`)
                .join(" "),
            ),
          ],
        ),
      ),
    ],
  };
}

function cmdletsOf({ pool, changes, cmdlets, undo }: PoolPlan): RootContent[] {
  const isKnown = changes.every(({ isIdentityKnown }) => isIdentityKnown);
  if (cmdlets.length === 0) return [heading(isKnown ? "No cmdlet: " : "Cmdlets not known yet: ", poolWords(pool))];
  return [
    heading("Cmdlets: ", poolWords(pool)),
    ...folded(count(cmdlets.length, "cmdlet that up runs", "cmdlets that up runs"), script(cmdlets)),
    ...(undo.length === 0 ? [] : folded(count(undo.length, "that undoes it", "that undo it"), script(undo))),
  ];
}

function unchangedOf({ unchanged }: Plan): RootContent[] {
  const lines = unchanged.map(({ identity, configuration, signInMethods = "not known" }) => [
    code(identity),
    text(` (${configuration}): ${signInMethods}`),
  ]);
  return folded(`${count(unchanged.length, "collection")} unchanged`, list(lines));
}

// Its summary is always words of our own.
function folded(summary: string, ...content: BlockContent[]): RootContent[] {
  return [{ type: "html", value: `<details><summary>${summary}</summary>` }, ...content, { type: "html", value: "</details>" }];
}

function heading(words: string, name?: string): RootContent {
  return { type: "heading", depth: 3, children: [text(words), ...(name === undefined ? [] : [code(name)])] };
}

function script(lines: readonly string[]): BlockContent {
  return { type: "code", lang: "powershell", value: lines.join("\n") };
}

function listOf(items: readonly string[]): List {
  return list(items.map((item) => [text(item)]));
}

function list(items: readonly PhrasingContent[][]): List {
  return {
    type: "list",
    spread: false,
    children: items.map((children) => ({ type: "listItem", children: [{ type: "paragraph", children }] })),
  };
}

function paragraph(...children: PhrasingContent[]): RootContent {
  return { type: "paragraph", children };
}

function code(value: string): PhrasingContent {
  return { type: "inlineCode", value: visible(value) };
}

// A mention would call somebody in.
function text(value: string): PhrasingContent {
  return { type: "text", value: visible(value).replaceAll("@", "@\u2060") };
}

async function writer(): Promise<(root: Root) => string> {
  // Modules that only import can load; and no other format needs them.
  const [{ toMarkdown }, { gfmTableToMarkdown }] = await Promise.all([import("mdast-util-to-markdown"), import("mdast-util-gfm-table")]);
  return (root) => toMarkdown(root, { bullet: "-", extensions: [gfmTableToMarkdown({ tablePipeAlign: false })] });
}
