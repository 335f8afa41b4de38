import * as pulumi from "@pulumi/pulumi";
import type * as PRetry from "p-retry";
import { identityKey } from "../configurations/identity";
import type { Noun } from "../configurations/noun";
import { isObject } from "../isObject";
import type { Remembered } from "../lifecycle/remembered";
import { rememberedIn } from "../lifecycle/remembered";
import { canonicalOr, currentRun, isMocked } from "./program";

/** What the stack's state has of each collection until now, by type and identity. */
export type OldState = ReadonlyMap<string, Remembered>;

// Not among the SDK's own functions. The engine answers all outputs of a stack, of this very stack, too, while it is updated.
const token = "pulumi:pulumi:readStackResourceOutputs";
// With a state in a folder or bucket the answer fails while the engine is writing it.
const retries = { retries: 3, minTimeout: 50, factor: 2, randomize: true };

/**
 * What the stack's state has of a collection, for check; empty if it has nothing. For a resource that was renamed, replaced or tainted the engine tells check
 * nothing of the old one. Without it a dropped setting would stay, and what an adopted collection was before would be lost.
 */
export function rememberedOf(noun: Noun, typeToken: string, identity: pulumi.Input<string>): pulumi.Input<Remembered | object> {
  // An output's value may be known only once other resources are made.
  return typeof identity === "string"
    ? find(noun, typeToken, identity)
    : pulumi.output(identity).apply((text) => find(noun, typeToken, text));
}

async function find(noun: Noun, typeToken: string, identity: unknown): Promise<Remembered | object> {
  const run = currentRun();
  run.oldState ??= askOldState();
  const known = await run.oldState;
  // Anything else check refuses.
  const remembered = typeof identity === "string" ? known.get(keyOf(typeToken, canonicalOr(noun, identity))) : undefined;
  if (remembered === undefined) return {};
  // The engine answers secrets in the clear.
  return (remembered.secretSettings ?? []).length > 0 ? pulumi.secret(remembered) : remembered;
}

/** Asks the engine, once a run. Whatever is no such answer is none: then delete sees to it that nothing is lost. */
async function askOldState(): Promise<OldState> {
  // Under mocks a test would be asked.
  if (isMocked()) return new Map();
  const [project, stack] = [pulumi.getProject(), pulumi.getStack()];
  // A bare name may mean another organization's stack, so it comes second.
  for (const stackName of [`${pulumi.getOrganization()}/${project}/${stack}`, stack]) {
    const outputs = await ask(stackName);
    if (outputs !== undefined) return oldStateIn(outputs, `urn:pulumi:${stack}::${project}::`);
  }
  return new Map();
}

async function ask(stackName: string): Promise<Record<string, unknown> | undefined> {
  // Loaded here: under mocks it is not needed.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { default: pRetry } = require("p-retry") as typeof PRetry;
  try {
    const answer: unknown = await pRetry(() => pulumi.runtime.invoke(token, { stackName }) as Promise<unknown>, retries);
    return isObject(answer) && isObject(answer.outputs) ? answer.outputs : undefined;
  } catch {
    // An engine that does not know the function, or a name that it does not take.
    return undefined;
  }
}

/** Our resources in an answer; nothing where it is another stack's. */
function oldStateIn(outputs: Record<string, unknown>, prefix: string): OldState {
  const known = new Map<string, Remembered>();
  for (const [urn, resource] of Object.entries(outputs)) {
    if (!urn.startsWith(prefix)) return new Map();
    if (!isObject(resource) || typeof resource.type !== "string" || !isObject(resource.outputs)) continue;
    const remembered = rememberedIn(resource.outputs);
    if (remembered !== undefined) known.set(keyOf(resource.type, remembered.identity), remembered);
  }
  return known;
}

function keyOf(typeToken: string, identity: string): string {
  return `${typeToken} ${identityKey(identity)}`;
}
