import { Help } from "commander";
import { findingText } from "../../finding";
import { count, visible } from "../words";
import type { Examination } from "./examination";
import type { Result, Status } from "./result";

/** Each status in words, because no format relies on colour. */
const words: Record<Status, string> = {
  fine: "fine",
  finding: "FINDING",
  information: "note",
  unknown: "UNKNOWN",
  notAsked: "not checked",
};

const indent = 2;
/** The column in which the text of a result begins. */
const textColumn = indent + Math.max(...Object.values(words).map(({ length }) => length)) + 2;

/**
 * Doctor's results for a terminal: check by check, each result with what to do, and at the end how
 * many results there are of each kind.
 */
export function textOf({ deployment, results }: Examination, width: number): string {
  const head = deployment === null ? [] : [`Deployment: ${visible(deployment)}`];
  const checks = groupsOf(results).map(({ check, members }) => [visible(check), ...blocksOf(members, width)].join("\n"));
  return `${[...head, ...checks, summaryOf(results)].join("\n\n")}\n`;
}

/** Groups consecutive results of the same check. */
function groupsOf(results: readonly Result[]): { check: string; members: Result[] }[] {
  const groups: { check: string; members: Result[] }[] = [];
  for (const result of results) {
    const last = groups.at(-1);
    if (last?.check === result.check) last.members.push(result);
    else groups.push({ check: result.check, members: [result] });
  }
  return groups;
}

// More fine results would hide the others.
const fineShown = 5;

/** The results of one check, but only the first few of those that are fine. */
function blocksOf(members: readonly Result[], width: number): string[] {
  const fine = members.filter(({ status }) => status === "fine");
  const hidden = new Set(fine.length > fineShown + 1 ? fine.slice(fineShown) : []);
  const more = hidden.size === 0 ? [] : [`${" ".repeat(textColumn)}And ${hidden.size} more are fine. Use --format json to see them all.`];
  return [...members.filter((member) => !hidden.has(member)).map((member) => block(member, width)), ...more];
}

/**
 * One result. A fine or unchecked result is a single paragraph. Any other result also says what was
 * checked, and what to do.
 */
function block({ subject, status, code, asked, found, advice }: Result, width: number): string {
  const paragraphs = [
    `${subject}: ${code === undefined ? found : findingText({ code, message: found })}`,
    ...(status === "fine" || status === "notAsked" ? [] : [`Checked: ${asked}`]),
    ...(advice === undefined ? [] : [`To do: ${advice}`]),
  ];
  const lines = paragraphs.flatMap((paragraph) => wrap(visible(paragraph.replace(/\s+/g, " ")), width - textColumn));
  const margin = " ".repeat(textColumn);
  const [first = "", ...others] = lines;
  return [`${" ".repeat(indent)}${words[status]}`.padEnd(textColumn) + first, ...others.map((line) => margin + line)].join("\n");
}

// Commander wraps its help at spaces, and never inside a long word such as an address.
function wrap(text: string, width: number): string[] {
  return new Help().boxWrap(text, width).split("\n");
}

/**
 * The number of results of each kind, with the codes of the findings and of the unknown results.
 */
export function summaryOf(results: readonly Result[]): string {
  const of = (status: Status): Result[] => results.filter((result) => result.status === status);
  const codesOf = (status: Status): string => {
    const codes = [...new Set(of(status).flatMap(({ code }) => code ?? []))];
    return codes.length === 0 ? "" : ` (${codes.join(", ")})`;
  };
  const findings = of("finding").length;
  const parts = [
    findings === 0 ? "No findings" : `${count(findings, "finding")}${codesOf("finding")}`,
    ...(of("unknown").length === 0 ? [] : [`${of("unknown").length} unknown${codesOf("unknown")}`]),
    ...(["information", "fine", "notAsked"] as const).flatMap((status) => {
      const { length } = of(status);
      if (length === 0) return [];
      return [status === "information" ? count(length, "note") : `${length} ${words[status]}`];
    }),
  ];
  return `${parts.join(", ")}.`;
}
