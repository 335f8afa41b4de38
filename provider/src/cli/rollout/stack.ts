import { Stack } from "@pulumi/pulumi/automation";
import type { Deployment } from "../../deployment/deployment";
import { CommandFailure } from "../failure";
import { planOf, type Plan } from "../plan/plan";
import { plainTextOf } from "../plan/text";
import { sentence } from "../../sentence";
import { count } from "../words";
import type { Preview } from "../preview";
import { deploymentOf, previewStack } from "../stacks";
import { gate } from "./gate";
import { waitUntilInEffect } from "./inEffect";
import type { StackOptions } from "./options";
import { clockOf, type ServerClock } from "./replication";
import { resourcesOf } from "../stateResources";
import { bringUp, type Upped } from "./up";
import { withUpdatePlan } from "./updatePlan";
import { verifyStored } from "./verify";

/** The result of a stack that was rolled out. */
export interface Done {
  /** How many collections changed. */
  changed: number;
  /** Whether `up` was held to what the preview saw. */
  heldToPlan: boolean;
  /** How many collections were read back and are as declared. */
  verified: number;
  /** The computers whose replicas have the changes; undefined if the rollout did not wait. */
  replicas: string[] | undefined;
}

/**
 * Rolls out one stack.
 * @throws any error that stops it. The stage that was entered last is the one that failed.
 */
export async function rollOutStack(options: StackOptions): Promise<Done> {
  const { workspace, stack, interrupt, say, enter } = options;
  const { plan, clock, since, isHeld } = options.holdToPlan
    ? await withUpdatePlan((file) => carriedOut(options, file))
    : await carriedOut(options);

  enter("verify");
  // A new session reads what is stored, not what the update remembers.
  const deployment = await deploymentOf(workspace, stack);
  try {
    const { verified, reasons, others } = await verifyStored(deployment, { stack, resources: await resourcesOf(workspace, stack) });
    if (reasons.length > 0) throw new CommandFailure(sentence(`The deployment is not as the stack declares: ${reasons.join("; ")}`));
    say(`${count(verified, "collection was read back and is", "collections were read back and are")} as declared.`);
    if (others.length > 0) say(`Not read back, because the stack's configuration does not name their deployment: ${others.join(", ")}.`);
    const replicas = await waitUntilInEffect(options, { deployment, plan, clock, since });
    interrupt.check();
    return { changed: plan.changes.length, heldToPlan: isHeld, verified, replicas };
  } finally {
    await deployment.close();
  }
}

/** The preview and plan of a stack that passed the gate. */
interface Passed {
  preview: Preview;
  plan: Plan;
  /**
   * The clock of a server whose dates may have lost their time zone. Undefined if the rollout is
   * not going to wait for its replicas.
   */
  clock: ServerClock | undefined;
}

/** Previews a stack, lets the gate judge the preview, and runs `up`. */
async function carriedOut(options: StackOptions, planFile?: string): Promise<Passed & Upped> {
  const passed = await previewed(options, planFile);
  return { ...passed, ...(await bringUp(options, { ...passed, planFile })) };
}

async function previewed(options: StackOptions, planFile: string | undefined): Promise<Passed> {
  const { workspace, stack, create, allowed, wait, interrupt, say, enter } = options;
  enter("preview");
  if (create) await Stack.createOrSelect(stack, workspace);
  const preview = await previewStack(workspace, stack, { signal: interrupt.signal, planFile });
  interrupt.check();
  const deployment = await deploymentOf(workspace, stack);
  const { plan, clock } = await lookedAt(deployment, preview, { wait }).finally(() => deployment.close());
  if (plan.errors.length > 0) throw new CommandFailure(plan.errors.join("\n"));
  say(plainTextOf(plan).trimEnd());

  enter("gate");
  const refusals = gate({ preview, plan, allowed });
  if (refusals.length > 0) throw new CommandFailure(refusals.join("\n"));
  interrupt.check();
  return { preview, plan, clock };
}

async function lookedAt(deployment: Deployment, preview: Preview, { wait }: Pick<StackOptions, "wait">): Promise<Omit<Passed, "preview">> {
  const plan = await planOf(preview, deployment);
  const isWaited = wait && deployment.isRemote && plan.errors.length === 0 && plan.changes.length > 0;
  return { plan, clock: isWaited ? clockOf(await deployment.replicas(), Date.now()) : undefined };
}
