import Table from "cli-table3";
import { count } from "../words";
import type { Done } from "./stack";
import type { Stage } from "./stages";

/** Where a stack stands. */
export interface StackReport extends Partial<Done> {
  stack: string;
  outcome: "rolled out" | "failed" | "not begun";
  /** The stage that failed. */
  stage?: Stage;
  reason?: string;
}

/** Goes from stack to stack, up to the first that fails: the others are not begun. */
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
    head: ["Stack", "Outcome", "Where it stands"],
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
  if (outcome === "not begun") return "as it was";
  if (outcome === "rolled out") {
    const inEffect = replicas === undefined ? "" : `, in effect on ${count(replicas.length, "computer")}`;
    return `${count(changed, "collection")} changed, ${verified} read back as declared${inEffect}`;
  }
  const untouched = stage === "preview" || stage === "gate" ? "as it was: " : "begun: ";
  return `${untouched}${reason}`;
}
