import * as pulumi from "@pulumi/pulumi";
import type * as PRetry from "p-retry";
import { poolOf } from "../configurations/identity";
import type { Noun } from "../configurations/noun";
import { omit } from "../configurations/values";
import { defined } from "../defined";
import { isObject } from "../isObject";
import { CollectionMap } from "../stack/collectionMap";
import type { Remembered } from "../stack/declared";
import { rememberedIn } from "../stack/remembered";
import type { Leaving } from "../lifecycle/leaving";
import type { OldResource, OldState } from "./oldResources";
import { canonicalOr, currentRun, identityText, isMocked, type ProgramRun } from "./program";
import { nounOf } from "./typeOf";

const nothing: OldState = { resources: new CollectionMap(), outerSecrets: new Map(), deployments: {} };
// They go along with each resource. Of more none is named: a part of them may be gone, and the rest
// there.
const namedPools = 8;

// Not among the SDK's own functions. The engine answers all outputs of a stack, of this very stack,
// too, while it is updated.
const token = "pulumi:pulumi:readStackResourceOutputs";
// With a state in a folder or bucket the answer fails while the engine is writing it.
const retries = { retries: 3, minTimeout: 50, factor: 2, randomize: true };

/**
 * What the stack's state has of a collection, for check; empty if it has nothing. For a resource
 * that was renamed, replaced or tainted the engine tells check nothing of the old one. Without it a
 * dropped setting would stay, and what an adopted collection was before would be lost.
 */
export function rememberedOf(noun: Noun, identity: pulumi.Input<string>): pulumi.Input<Remembered | object> {
  // An output's value may be known only once other resources are made.
  return typeof identity === "string" ? find(noun, identity) : pulumi.output(identity).apply((text) => find(noun, text));
}

async function find(noun: Noun, identity: unknown): Promise<Remembered | object> {
  const remembered = await lookUp(noun, identity);
  if (remembered === undefined) return {};
  // The engine answers secrets in the clear.
  return (remembered.secretSettings ?? []).length > 0 ? pulumi.secret(remembered) : remembered;
}

/** The settings of a collection that were secret until now. */
export function secretsBefore(noun: Noun, identity: pulumi.Input<string>): pulumi.Input<string[]> {
  const before = async (text: unknown): Promise<string[]> => (await lookUp(noun, text))?.secretSettings ?? [];
  return typeof identity === "string" ? before(identity) : pulumi.output(identity).apply(before);
}

/** The settings that were secret until now in outer collections; undefined where that is none. */
export async function outerSecretsOf(noun: Noun): Promise<Record<string, string[]> | undefined> {
  return (await oldState()).outerSecrets.get(noun);
}

/** The deployments of the stack's collections until now, each with its pools. */
export async function deploymentsBefore(): Promise<Record<string, string[]>> {
  return (await oldState()).deployments;
}

async function lookUp(noun: Noun, identity: unknown): Promise<Remembered | undefined> {
  // Anything else check refuses.
  return typeof identity === "string" ? (await oldState()).resources.get(noun, canonicalOr(noun, identity))?.remembered : undefined;
}

/**
 * The collections that the state has until now, and that a run has not registered, as far as their
 * identities are known: those that are not to be retained.
 */
export async function leavingFrom({ oldState: asked, declarations }: ProgramRun): Promise<Leaving[]> {
  if (asked === undefined) return [];
  const registered = new CollectionMap<true>();
  for (const one of declarations) registered.set(one.noun, identityText(one) ?? "", true);
  return (await asked).resources.values().flatMap(({ noun, urn, remembered }) => {
    if (registered.has(noun, remembered.identity) || remembered.isRetained === true) return [];
    const { identity, deployment, previous, secretSettings = [] } = remembered;
    const open = previous && omit(previous, secretSettings);
    return [{ type: noun.type, urn, identity, deployment, secretSettings, ...defined({ previous: open }) }];
  });
}

function oldState(): Promise<OldState> {
  const run = currentRun();
  run.oldState ??= askOldState();
  return run.oldState;
}

/**
 * Asks the engine, once a run. Whatever is no such answer is none: then delete sees to it that
 * nothing is lost.
 */
async function askOldState(): Promise<OldState> {
  // Under mocks a test would be asked.
  if (isMocked()) return nothing;
  const [project, stack] = [pulumi.getProject(), pulumi.getStack()];
  // A bare name may mean another organization's stack, so it comes second.
  for (const stackName of [`${pulumi.getOrganization()}/${project}/${stack}`, stack]) {
    const outputs = await ask(stackName);
    if (outputs !== undefined) return oldStateIn(outputs, `urn:pulumi:${stack}::${project}::`);
  }
  return nothing;
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
export function oldStateIn(outputs: Record<string, unknown>, prefix: string): OldState {
  const known = new CollectionMap<OldResource>();
  const outerSecrets = new Map<Noun, Record<string, string[]>>();
  const deployments: Record<string, string[]> = {};
  for (const [urn, resource] of Object.entries(outputs)) {
    if (!urn.startsWith(prefix)) return nothing;
    if (!isObject(resource) || typeof resource.type !== "string" || !isObject(resource.outputs)) continue;
    const noun = nounOf(resource.type);
    if (noun === undefined) continue;
    const remembered = rememberedIn(noun, resource.outputs);
    if (remembered === undefined) continue;
    known.set(noun, remembered.identity, { noun, urn, remembered });
    const { identity, deployment, secretSettings = [] } = remembered;
    const pools = (deployments[deployment] ??= []);
    const pool = poolOf(identity);
    if (pool !== undefined && pools.length <= namedPools && !pools.includes(pool)) pools.push(pool);
    if (secretSettings.length > 0 && pool === undefined) {
      outerSecrets.set(noun, { ...outerSecrets.get(noun), [identity]: secretSettings });
    }
  }
  for (const pools of Object.values(deployments)) if (pools.length > namedPools) pools.length = 0;
  return { resources: known, outerSecrets, deployments };
}
