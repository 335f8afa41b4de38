import type { BlockContent, RootContent, Table } from "mdast";
import { code, fitting, list, listOf, markdownLimit, paragraph, tablePieces, table, text, writer, type Piece } from "../markdown";
import { count } from "../words";
import type { Change } from "./change";
import type { Plan } from "./plan";
import { poolsOf, type PoolPlan } from "./pools";
import { actionWords, methodWords, placeWords, poolWords, remarksOf } from "./words";

/**
 * The plan for a pull request: first the table that a reviewer judges, then the cmdlets, then the
 * unchanged collections. The last two are folded.
 */
export async function markdownOf(plan: Plan, limit = markdownLimit): Promise<string> {
  const write = await writer();
  const blocks = (...children: RootContent[]): string => `\n${write({ type: "root", children })}`;
  const part = (...children: RootContent[]): Piece => ({ text: blocks(...children), counted: ["section", "sections"] });
  const note = (...children: RootContent[]): Piece => ({ ...part(...children), isNote: true });

  const pieces: Piece[] = [
    part(
      { type: "heading", depth: 2, children: [text("Sign-in methods of the stack "), code(plan.stack)] },
      paragraph(text(summaryOf(plan))),
    ),
    ...(plan.errors.length === 0 ? [] : [note(heading("The preview failed"), listOf(plan.errors))]),
    ...tablePieces(write, tableOf(plan.changes)),
    ...(plan.warnings.length === 0 ? [] : [note(heading("Further warnings"), listOf(plan.warnings))]),
    ...(plan.notes.length === 0 ? [] : [note(heading("What this plan does not show"), listOf(plan.notes))]),
    ...poolsOf(plan).map((pool): Piece => ({ text: blocks(...cmdletsOf(pool)), counted: ["pool's cmdlets", "pools' cmdlets"] })),
    ...plan.reminders.map(({ pool, items }): Piece => ({
      text: blocks(heading("What the cmdlets do not do: ", poolWords(pool)), ...folded(count(items.length, "step"), listOf(items))),
      counted: ["pool's further steps", "pools' further steps"],
    })),
    ...(plan.unchanged.length === 0 ? [] : [part(...unchangedOf(plan))]),
  ];
  return fitting(pieces, { limit, whole: "pulumi-lync plan --format text" }).trimStart();
}

function summaryOf(plan: Plan): string {
  const { changes, unchanged, errors } = plan;
  if (errors.length > 0) return "It is unknown what would change.";
  if (changes.length === 0) return `Nothing changes; ${count(unchanged.length, "collection is", "collections are")} unchanged.`;
  const warnings = changes.flatMap((change) => change.warnings).length;
  return (
    `${count(changes.length, "collection changes", "collections change")}, in ${count(poolsOf(plan).length, "pool")}; ${count(unchanged.length, "collection is", "collections are")} unchanged; ` +
    `${count(warnings, "warning")}.`
  );
}

function tableOf(changes: readonly Change[]): Table {
  const head = ["Change", "Pool", "Configuration", "Sign-in methods: before → after", "Warnings"].map((name) => [text(name)]);
  const rows = changes.map((change) => [
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
  ]);
  return table([head, ...rows]);
}

function cmdletsOf({ pool, changes, cmdlets, undo }: PoolPlan): RootContent[] {
  const isKnown = changes.every(({ isIdentityKnown }) => isIdentityKnown);
  if (cmdlets.length === 0) return [heading(isKnown ? "No cmdlet: " : "Cmdlets not known yet: ", poolWords(pool))];
  return [
    heading("Cmdlets: ", poolWords(pool)),
    ...folded(count(cmdlets.length, "cmdlet that up runs", "cmdlets that up runs"), script(cmdlets)),
    ...(undo.length === 0 ? [] : folded(count(undo.length, "cmdlet that undoes it", "cmdlets that undo it"), script(undo))),
  ];
}

function unchangedOf({ unchanged }: Plan): RootContent[] {
  const lines = unchanged.map(({ identity, configuration, signInMethods = "not known" }) => [
    code(identity),
    text(` (${configuration}): ${signInMethods}`),
  ]);
  return folded(`${count(unchanged.length, "collection")} unchanged`, list(lines));
}

// The summary is not escaped, so it must not contain values.
function folded(summary: string, ...content: BlockContent[]): RootContent[] {
  return [{ type: "html", value: `<details><summary>${summary}</summary>` }, ...content, { type: "html", value: "</details>" }];
}

function heading(words: string, name?: string): RootContent {
  return { type: "heading", depth: 3, children: [text(words), ...(name === undefined ? [] : [code(name)])] };
}

function script(lines: readonly string[]): BlockContent {
  return { type: "code", lang: "powershell", value: lines.join("\n") };
}
