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

/** The preview that an `up` carries out. */
interface Previewed {
  preview: Preview;
  plan: Plan;
  /** The file with Pulumi's update plan; undefined if `--no-plan` was given. */
  planFile: string | undefined;
}

/** The result of a successful `up`. */
export interface Upped {
  /** When the last of its writes began. */
  since: Date;
  /** Whether Pulumi's update plan held it to what the preview saw. */
  isHeld: boolean;
}

/** Runs `up`. @throws CommandFailure with the reason if it fails. */
export async function bringUp(options: StackOptions, { preview, plan, planFile }: Previewed): Promise<Upped> {
  const { workspace, stack, interrupt, say, enter } = options;
  enter("up");
  const why = planFile === undefined ? "--no-plan was given" : await whyUnusable(planFile, preview);
  const held = planFile === undefined || why !== undefined ? {} : { plan: planFile };
  say(
    why === undefined
      ? "The update is held to what the preview saw (pulumi up --plan, which is experimental)."
      : `The update is not held to what the preview saw: ${why}.`,
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
  say(`${count(plan.changes.length, "collection")} changed.`);
  return { since: events.since, isHeld: why === undefined };
}
