import { Help } from "commander";
import { findingText } from "../../finding";
import { count, visible } from "../words";
import type { Examination } from "./examination";
import type { Result, Status } from "./result";

/** What each status is in words: no format relies on colour. */
const words: Record<Status, string> = {
  fine: "fine",
  finding: "FINDING",
  information: "note",
  unknown: "UNKNOWN",
  notAsked: "not asked",
};

const indent = 2;
/** Where the text of a result begins. */
const textColumn = indent + Math.max(...Object.values(words).map(({ length }) => length)) + 2;

/**
 * What doctor found, for a terminal: check by check, with what to do, and at the end how many of
 * each.
 */
export function textOf({ deployment, results }: Examination, width: number): string {
  const head = deployment === null ? [] : [`Deployment: ${visible(deployment)}`];
  const checks = groupsOf(results).map(({ check, members }) => [visible(check), ...blocksOf(members, width)].join("\n"));
  return `${[...head, ...checks, summaryOf(results)].join("\n\n")}\n`;
}

/** Results that follow each other and are of one check. */
function groupsOf(results: readonly Result[]): { check: string; members: Result[] }[] {
  const groups: { check: string; members: Result[] }[] = [];
  for (const result of results) {
    const last = groups.at(-1);
    if (last?.check === result.check) last.members.push(result);
    else groups.push({ check: result.check, members: [result] });
  }
  return groups;
}

// More of what is fine would hide what is not.
const fineShown = 5;

/** Results of one check, with only the first few of those that are fine. */
function blocksOf(members: readonly Result[], width: number): string[] {
  const fine = members.filter(({ status }) => status === "fine");
  const hidden = new Set(fine.length > fineShown + 1 ? fine.slice(fineShown) : []);
  const more = hidden.size === 0 ? [] : [`${" ".repeat(textColumn)}And ${hidden.size} more are fine. --format json has them all.`];
  return [...members.filter((member) => !hidden.has(member)).map((member) => block(member, width)), ...more];
}

/**
 * One result. What is fine, or was not asked, takes one paragraph. Of anything else it is told what
 * was asked, and what to do.
 */
function block({ subject, status, code, asked, found, advice }: Result, width: number): string {
  const paragraphs = [
    `${subject}: ${code === undefined ? found : findingText({ code, message: found })}`,
    ...(status === "fine" || status === "notAsked" ? [] : [`Asked: ${asked}`]),
    ...(advice === undefined ? [] : [`To do: ${advice}`]),
  ];
  const lines = paragraphs.flatMap((paragraph) => wrap(visible(paragraph.replace(/\s+/g, " ")), width - textColumn));
  const margin = " ".repeat(textColumn);
  const [first = "", ...others] = lines;
  return [`${" ".repeat(indent)}${words[status]}`.padEnd(textColumn) + first, ...others.map((line) => margin + line)].join("\n");
}

// Commander wraps its help so: at blanks, and never inside a long word such as an address.
function wrap(text: string, width: number): string[] {
  return new Help().boxWrap(text, width).split("\n");
}

/** How many results there are of each kind, and by which codes to look for what is not fine. */
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
