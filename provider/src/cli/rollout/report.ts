import Table from "cli-table3";
import { count } from "../words";
import type { Done } from "./stack";
import type { Stage } from "./stages";

/** The outcome of one stack. */
export interface StackReport extends Partial<Done> {
  stack: string;
  outcome: "rolled out" | "failed" | "not begun";
  /** The stage that failed. */
  stage?: Stage;
  reason?: string;
}

/** Rolls out the stacks in order, up to the first that fails. The others are not started. */
export async function inOrder(stacks: readonly string[], rollOut: (stack: string) => Promise<StackReport>): Promise<StackReport[]> {
  const reports: StackReport[] = [];
  for (const stack of stacks) {
    const isStopped = reports.some(({ outcome }) => outcome === "failed");
    reports.push(isStopped ? { stack, outcome: "not begun" } : await rollOut(stack));
  }
  return reports;
}

/** The reports as a table for a terminal. */
export function tableOf(reports: readonly StackReport[]): string {
  const table = new Table({
    head: ["Stack", "Outcome", "Details"],
    style: { head: [], border: [] },
    colWidths: [null, null, 100],
    wordWrap: true,
  });
  for (const report of reports) table.push([report.stack, outcomeWords(report), standing(report)]);
  return table.toString();
}

function outcomeWords({ outcome, stage }: StackReport): string {
  const sign = { "rolled out": "+", failed: "!", "not begun": "." }[outcome];
  return `${sign} ${outcome}${stage === undefined ? "" : ` (${stage})`}`;
}

function standing({ outcome, stage, reason = "", changed = 0, verified = 0, replicas }: StackReport): string {
  if (outcome === "not begun") return "unchanged";
  if (outcome === "rolled out") {
    const inEffect = replicas === undefined ? "" : `, in effect on ${count(replicas.length, "computer")}`;
    return `${count(changed, "collection")} changed, ${verified} read back as declared${inEffect}`;
  }
  const untouched = stage === "preview" || stage === "gate" ? "unchanged: " : "begun: ";
  return `${untouched}${reason}`;
}
