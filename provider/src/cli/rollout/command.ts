import { describeError } from "../failure";
import { openWorkspace } from "../stacks";
import { listenForInterrupt } from "./interrupt";
import { parseAllowed, parseMinutes, refuseTwice, type RolloutOptions, type StackOptions } from "./options";
import { inOrder, tableOf, type StackReport } from "./report";
import { rollOutStack } from "./stack";
import { stageWords, type Stage } from "./stages";

/** Runs `pulumi-lync rollout`: stack by stack, up to the first failure. Returns the exit code. */
export async function rolloutCommand({ stacks, json = false, cwd, ...options }: RolloutOptions): Promise<number> {
  const chosen = {
    create: options.create === true,
    allowed: parseAllowed(options.allow),
    holdToPlan: options.plan,
    wait: options.wait,
    waitMinutes: parseMinutes(options.waitMinutes),
  };
  refuseTwice(stacks);
  const print = (text: string): void => void (json ? process.stderr : process.stdout).write(`${text}\n`);
  const interrupt = listenForInterrupt(() => print("Interrupted. The rollout finishes the step that is running, and begins no other."));

  const workspace = await openWorkspace(cwd);
  const selected = await workspace.stack();
  const reports = await inOrder(stacks, (stack) => reported({ ...chosen, workspace, stack, interrupt }, print)).finally(async () => {
    // The Automation API selects each stack that it works on, so the user's selection is restored.
    if (selected !== undefined) await workspace.selectStack(selected.name);
  });
  print(`\n${tableOf(reports)}`);
  if (json) process.stdout.write(`${JSON.stringify({ stacks: reports }, undefined, 2)}\n`);
  return reports.every(({ outcome }) => outcome === "rolled out") ? 0 : 1;
}

/** Rolls out one stack, and reports its outcome or the stage that failed. */
async function reported(options: Omit<StackOptions, "say" | "enter">, print: (text: string) => void): Promise<StackReport> {
  const { stack, interrupt } = options;
  let stage: Stage = "preview";
  const say = (text: string): void => print(text.replace(/^/gm, `${stack}: `));
  const enter = (next: Stage): void => {
    stage = next;
    say(stageWords[next]);
  };
  try {
    interrupt.check();
    return { stack, outcome: "rolled out", ...(await rollOutStack({ ...options, say, enter })) };
  } catch (error) {
    return { stack, outcome: "failed", stage, reason: describeError(error) };
  }
}
