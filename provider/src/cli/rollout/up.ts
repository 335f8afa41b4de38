import { Stack } from "@pulumi/pulumi/automation";
import { CommandFailure } from "../failure";
import type { Plan } from "../plan/plan";
import { count } from "../words";
import type { Preview } from "../preview";
import { pulumiWords } from "../stacks";
import { byLine } from "./byLine";
import type { StackOptions } from "./options";
import { resourcesOf } from "../stateResources";
import { UpEvents, whyFailed } from "./upEvents";
import { whyUnusable } from "./updatePlan";

/** What an `up` is for. */
interface Previewed {
  preview: Preview;
  plan: Plan;
  /** Pulumi's update plan; undefined where none was to be saved. */
  planFile: string | undefined;
}

/** What is known of an `up` once it has succeeded. */
export interface Upped {
  /** When the last of its writes began. */
  since: Date;
  /** Whether it was held to what the preview saw. */
  isHeld: boolean;
}

/** Runs `up`. @throws CommandFailure with what failed. */
export async function bringUp(options: StackOptions, { preview, plan, planFile }: Previewed): Promise<Upped> {
  const { workspace, stack, interrupt, say, enter } = options;
  enter("up");
  const why = planFile === undefined ? "--no-plan" : await whyUnusable(planFile, preview);
  const held = planFile === undefined || why !== undefined ? {} : { plan: planFile };
  say(
    why === undefined
      ? "held to what the preview saw (pulumi up --plan, which is experimental)"
      : `not held to what the preview saw: ${why}`,
  );
  const events = new UpEvents(plan, new Date());
  try {
    const opened = await Stack.select(stack, workspace);
    await opened.up({ ...held, onEvent: events.record, onOutput: byLine(say), signal: interrupt.forPulumi });
  } catch (error) {
    interrupt.check();
    const state = await resourcesOf(workspace, stack).catch(() => []);
    throw new CommandFailure(whyFailed({ state, errors: events.errors, said: pulumiWords(error) }));
  }
  interrupt.check();
  say(`${count(plan.changes.length, "collection")} changed`);
  return { since: events.since, isHeld: why === undefined };
}
