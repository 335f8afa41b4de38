import Table from "cli-table3";
import { CommandFailure, describeError } from "../failure";
import { count } from "../plan/words";
import { openWorkspace } from "../stacks";
import { parseAllowed } from "./gate";
import { listenForInterrupt } from "./interrupt";
import { rollOutStack, type Done, type Stage } from "./stack";

export interface RolloutOptions {
  stacks: string[];
  /** What is let pass, separated by commas. */
  allow: string;
  /** Whether each `up` is held to what its preview saw. */
  plan: boolean;
  wait: boolean;
  waitMinutes: string;
  json?: boolean;
  create?: boolean;
  cwd: string;
}

/** Where a stack stands. */
export interface StackReport extends Partial<Done> {
  stack: string;
  outcome: "rolled out" | "failed" | "not begun";
  /** The stage that failed. */
  stage?: Stage;
  reason?: string;
}

/** `pulumi-lync rollout`: stack after stack, up to the first that fails. Answers the exit code. */
export async function rolloutCommand({
  stacks,
  allow,
  plan: holdToPlan,
  wait,
  waitMinutes,
  json = false,
  create = false,
  cwd,
}: RolloutOptions): Promise<number> {
  const allowed = parseAllowed(allow);
  const minutes = parseMinutes(waitMinutes);
  const twice = stacks.find((stack, index) => stacks.indexOf(stack) !== index);
  if (twice !== undefined) throw new CommandFailure(`The stack ${twice} is named twice`);
  const print = (text: string): void => void (json ? process.stderr : process.stdout).write(`${text}\n`);
  const interrupt = listenForInterrupt(() => print("interrupted: what is under way is finished, and no more is begun"));

  const workspace = await openWorkspace(cwd);
  const selected = await workspace.stack();
  const reports: StackReport[] = [];
  try {
    for (const stack of stacks) {
      if (reports.some(({ outcome }) => outcome === "failed")) {
        reports.push({ stack, outcome: "not begun" });
        continue;
      }
      let stage: Stage = "preview";
      const say = (text: string): void => print(text.replace(/^/gm, `${stack}: `));
      const enter = (next: Stage): void => {
        stage = next;
        say(stageWords[next]);
      };
      try {
        interrupt.check();
        const done = await rollOutStack({
          workspace,
          stack,
          create,
          allowed,
          holdToPlan,
          wait,
          waitMinutes: minutes,
          interrupt,
          say,
          enter,
        });
        reports.push({ stack, outcome: "rolled out", ...done });
      } catch (error) {
        reports.push({ stack, outcome: "failed", stage, reason: describeError(error) });
      }
    }
  } finally {
    // The Automation API selects the stacks that it works on; whoever runs this had selected one, too.
    if (selected !== undefined) await workspace.selectStack(selected.name);
  }
  print(`\n${tableOf(reports)}`);
  if (json) process.stdout.write(`${JSON.stringify({ stacks: reports }, undefined, 2)}\n`);
  return reports.every(({ outcome }) => outcome === "rolled out") ? 0 : 1;
}

const stageWords: Record<Stage, string> = {
  preview: "previewing",
  gate: "looking at what the preview says",
  up: "bringing it up to date",
  verify: "reading back what is stored",
  wait: "waiting until the computers of the changed pools have it",
};

function parseMinutes(text: string): number {
  const minutes = Number(text);
  if (text.trim() !== "" && minutes > 0 && minutes <= 24 * 60) return minutes;
  throw new CommandFailure(`--wait-minutes is ${JSON.stringify(text)}; allowed: a number of minutes, more than 0 and up to 1440`);
}

function tableOf(reports: readonly StackReport[]): string {
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
