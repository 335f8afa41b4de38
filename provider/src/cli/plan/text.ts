import Table from "cli-table3";
import type { Plan } from "./plan";
import { poolsOf } from "./pools";
import { count, visible } from "../words";
import { actionWords, methodWords, placeWords, poolWords, remarksOf } from "./words";

/** The whole plan for a terminal, without a limit on its length. */
export function plainTextOf(plan: Plan): string {
  const parts = [
    section("The preview failed:", plan.errors),
    tableOf(plan),
    section("Further warnings:", plan.warnings),
    section("What this plan does not show:", plan.notes),
    ...poolsOf(plan).flatMap(({ pool, cmdlets, undo }) => [
      section(`Cmdlets that up runs for ${visible(poolWords(pool))}:`, cmdlets),
      section("Cmdlets that undo them:", undo),
    ]),
    ...plan.reminders.map(({ pool, items }) => section(`What the cmdlets do not do for ${visible(poolWords(pool))}:`, items)),
    unchangedOf(plan),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function tableOf({ changes }: Plan): string {
  if (changes.length === 0) return "";
  const table = new Table({ head: ["Change", "Pool", "Configuration", "Sign-in methods"], style: { head: [], border: [] } });
  for (const change of changes) {
    table.push([actionWords(change), visible(placeWords(change, "→")), change.configuration, visible(methodWords(change, "→"))]);
    const remarks = remarksOf(change);
    if (remarks.length > 0) table.push([{ colSpan: 4, content: remarks.map((remark) => `! ${visible(remark)}`).join("\n") }]);
  }
  return table.toString();
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [title, ...lines.map((line) => `  ${visible(line)}`)].join("\n");
}

function unchangedOf({ unchanged, changes, errors }: Plan): string {
  if (unchanged.length === 0) return "";
  if (changes.length === 0 && errors.length === 0)
    return `Nothing changes: ${count(unchanged.length, "collection is", "collections are")} as declared.`;
  return `${count(unchanged.length, "collection is", "collections are")} unchanged.`;
}
