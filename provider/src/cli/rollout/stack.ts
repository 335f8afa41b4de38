import type { EngineEvent, Workspace } from "@pulumi/pulumi/automation";
import { Stack } from "@pulumi/pulumi/automation";
import type { Preview } from "../preview";
import type { Deployment } from "../../deployment/deployment";
import { CommandFailure } from "../failure";
import { planOf, poolsOf, type Plan } from "../plan/plan";
import { plainTextOf } from "../plan/text";
import { count } from "../plan/words";
import { deploymentOf, previewStack, pulumiWords } from "../stacks";
import { gate, type Stop } from "./gate";
import type { Interrupt } from "./interrupt";
import { mayWrite } from "./mayWrite";
import { clockOf, computersOf, missingWords, waitForReplicas, type Missing, type ServerClock } from "./replication";
import { whyUnusable, withUpdatePlan } from "./updatePlan";
import { verifyStored, type StateResource } from "./verify";

/** The stages that each stack goes through, in order. */
export type Stage = "preview" | "gate" | "up" | "verify" | "wait";

export interface StackOptions {
  workspace: Workspace;
  stack: string;
  /** Whether a stack that the backend does not have is created. */
  create: boolean;
  allowed: ReadonlySet<Stop>;
  wait: boolean;
  waitMinutes: number;
  /** Whether `up` is held to what the preview saw, by Pulumi's update plan. */
  holdToPlan: boolean;
  interrupt: Interrupt;
  /** Told what goes on. */
  say: (text: string) => void;
  /** Told which stage begins. */
  enter: (stage: Stage) => void;
}

/** What became of a stack that was rolled out. */
export interface Done {
  /** How many collections changed. */
  changed: number;
  /** Whether `up` was held to what the preview saw. */
  heldToPlan: boolean;
  /** How many were read back and found as declared. */
  verified: number;
  /** The computers whose replicas have the changes; undefined where nobody waited. */
  replicas: string[] | undefined;
}

/** Brings one stack up to date. @throws an error for whatever stops it, in the stage that was entered last. */
export async function rollOutStack(options: StackOptions): Promise<Done> {
  const { workspace, stack, interrupt, say, enter } = options;
  const { plan, clock, since, isHeld } = options.holdToPlan
    ? await withUpdatePlan((file) => carriedOut(options, file))
    : await carriedOut(options);

  enter("verify");
  // A session of its own: what is verified is what is stored, not what the update remembers.
  const deployment = await deploymentOf(workspace, stack);
  try {
    const { verified, reasons, others } = await verifyStored(deployment, await resourcesOf(workspace, stack));
    if (reasons.length > 0) throw new CommandFailure(`the deployment is not as the stack declares: ${reasons.join("; ")}`);
    say(`${count(verified, "collection")} read back, as declared`);
    if (others.length > 0) say(`not read back, for the stack's configuration does not name their deployment: ${others.join(", ")}`);
    const replicas = await replicated(options, { deployment, plan, clock, since });
    interrupt.check();
    return { changed: plan.changes.length, heldToPlan: isHeld, verified, replicas };
  } finally {
    await deployment.close();
  }
}

/** Previews a stack, lets the gate judge that, and runs `up`. */
async function carriedOut(
  options: StackOptions,
  planFile?: string,
): Promise<{ plan: Plan; clock: ServerClock | undefined; since: Date; isHeld: boolean }> {
  const { preview, plan, clock } = await previewed(options, planFile);
  return { plan, clock, ...(await broughtUp(options, { preview, plan, planFile })) };
}

async function previewed(
  options: StackOptions,
  planFile: string | undefined,
): Promise<{ preview: Preview; plan: Plan; clock: ServerClock | undefined }> {
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
  const refusals = gate(preview, plan, allowed);
  if (refusals.length > 0) throw new CommandFailure(refusals.join("\n"));
  interrupt.check();
  return { preview, plan, clock };
}

/** The plan, and the clock of a server whose dates may have lost their time zone, where its replicas are going to be waited for. */
async function lookedAt(
  deployment: Deployment,
  preview: Preview,
  { wait }: { wait: boolean },
): Promise<{ plan: Plan; clock: ServerClock | undefined }> {
  const plan = await planOf(preview, deployment);
  const isWaited = wait && deployment.isRemote && plan.errors.length === 0 && plan.changes.length > 0;
  return { plan, clock: isWaited ? clockOf(await deployment.replicas(), Date.now()) : undefined };
}

/** Runs `up`; answers when the last of its writes began, and whether it was held to what the preview saw. */
async function broughtUp(
  options: StackOptions,
  { preview, plan, planFile }: { preview: Preview; plan: Plan; planFile: string | undefined },
): Promise<{ since: Date; isHeld: boolean }> {
  const { workspace, stack, interrupt, say, enter } = options;
  enter("up");
  const why = planFile === undefined ? "--no-plan" : await whyUnusable(planFile, preview);
  const held = planFile === undefined || why !== undefined ? {} : { plan: planFile };
  say(
    why === undefined
      ? "held to what the preview saw (pulumi up --plan, which is experimental)"
      : `not held to what the preview saw: ${why}`,
  );
  let since = new Date();
  const errors: string[] = [];
  const onEvent = ({ resourcePreEvent, diagnosticEvent, timestamp }: EngineEvent): void => {
    if (resourcePreEvent !== undefined && mayWrite(resourcePreEvent.metadata, plan)) since = new Date(timestamp * 1000);
    // Its colours are marks for a terminal.
    if (diagnosticEvent?.severity === "error") errors.push(diagnosticEvent.message.replace(/<\{%.*?%\}>/g, "").trim());
  };
  try {
    const opened = await Stack.select(stack, workspace);
    await opened.up({ ...held, onEvent, onOutput: byLine(say), signal: interrupt.forPulumi });
  } catch (error) {
    interrupt.check();
    const state = await resourcesOf(workspace, stack).catch(() => []);
    // What a resource failed with stands in the state, where it is kept there.
    const reasons = state.flatMap(({ initErrors = [] }) => initErrors);
    const words = reasons.length > 0 ? reasons.join("\n") : errors.length > 0 ? errors.join("\n") : pulumiWords(error);
    // The engine has no other mark of it.
    throw new CommandFailure(words.includes("violates plan") ? `${words}\n${changedMeanwhile}` : words);
  }
  interrupt.check();
  say(`${count(plan.changes.length, "collection")} changed`);
  return { since, isHeld: why === undefined };
}

const changedMeanwhile =
  "What is to be done is not what the preview saw: the program or the deployment has changed since. Run the rollout again; if it fails so again, --no-plan goes without Pulumi's plan";

/** Hands on whole lines, for output arrives in pieces; those that only show that Pulumi is at work are left out. */
function byLine(say: (line: string) => void): (text: string) => void {
  let rest = "";
  return (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (!/^(?:@ updating)?[.\s]*$/.test(line)) say(line.trimEnd());
  };
}

async function resourcesOf(workspace: Workspace, stack: string): Promise<StateResource[]> {
  const { deployment } = (await workspace.exportStack(stack)) as { deployment: { resources?: StateResource[] } };
  return deployment.resources ?? [];
}

interface Written {
  deployment: Deployment;
  plan: Plan;
  clock: ServerClock | undefined;
  since: Date;
}

/** Waits until the computers of the changed pools have the changes; undefined where nobody waits. */
async function replicated(options: StackOptions, { deployment, plan, clock, since }: Written): Promise<string[] | undefined> {
  const { wait, waitMinutes, interrupt, say, enter } = options;
  const scopes = poolsOf(plan)
    .filter(({ cmdlets }) => cmdlets.length > 0)
    .flatMap(({ pool }) => pool ?? []);
  if (!wait || scopes.length === 0) return undefined;
  enter("wait");
  const computers = await computersOf(deployment, scopes);
  let told = "";
  const onProgress = (missing: readonly Missing[], all: number): void => {
    const words =
      missing.length === 0
        ? `all ${count(all, "replica has", "replicas have")} the changes`
        : `still without the changes: ${missingWords(missing)}`;
    if (words !== told) say(words);
    told = words;
  };
  const waiting = { since, clock, limitMinutes: waitMinutes, onProgress, signal: interrupt.signal };
  const missing = await waitForReplicas(deployment, computers, waiting).catch((error: unknown) => {
    interrupt.check();
    throw error;
  });
  if (missing.length > 0) {
    throw new CommandFailure(
      `after ${waitMinutes} minutes these computers are still without the changes: ${missingWords(missing)}. What was written is stored, and nothing is lost: look at Get-CsManagementStoreReplicationStatus there`,
    );
  }
  return computers;
}
