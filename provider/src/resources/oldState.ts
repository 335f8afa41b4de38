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
// Each resource carries the names, so there are only a few. If a deployment has more pools, none is
// named, because the named ones may have been removed while the others still exist.
const namedPools = 8;

// The SDK has no function for this. The engine returns all outputs of a stack, even of the stack
// that is being updated.
const token = "pulumi:pulumi:readStackResourceOutputs";
// If the state is in a folder or a bucket, the call fails while the engine writes the state.
const retries = { retries: 3, minTimeout: 50, factor: 2, randomize: true };

/**
 * Returns what check has to know from the stack's state about a collection; empty if there is
 * nothing. For a renamed, replaced or tainted resource, the engine sends check nothing about the
 * old one. Without this, a setting that the program no longer declares would remain, and the
 * earlier values of an adopted collection would be lost.
 */
export function rememberedOf(noun: Noun, identity: pulumi.Input<string>): pulumi.Input<Remembered | object> {
  // The value of an output may be known only after other resources are created.
  return typeof identity === "string" ? find(noun, identity) : pulumi.output(identity).apply((text) => find(noun, text));
}

async function find(noun: Noun, identity: unknown): Promise<Remembered | object> {
  const remembered = await lookUp(noun, identity);
  if (remembered === undefined) return {};
  // The engine returns secrets unencrypted.
  return (remembered.secretSettings ?? []).length > 0 ? pulumi.secret(remembered) : remembered;
}

/** The settings of a collection that are secret in the old state. */
export function secretsBefore(noun: Noun, identity: pulumi.Input<string>): pulumi.Input<string[]> {
  const before = async (text: unknown): Promise<string[]> => (await lookUp(noun, text))?.secretSettings ?? [];
  return typeof identity === "string" ? before(identity) : pulumi.output(identity).apply(before);
}

/**
 * The settings of outer collections that are secret in the old state; undefined if there are none.
 */
export async function outerSecretsOf(noun: Noun): Promise<Record<string, string[]> | undefined> {
  return (await oldState()).outerSecrets.get(noun);
}

/** The deployments of the collections in the old state, each with its pools. */
export async function deploymentsBefore(): Promise<Record<string, string[]>> {
  return (await oldState()).deployments;
}

async function lookUp(noun: Noun, identity: unknown): Promise<Remembered | undefined> {
  // Check refuses anything else.
  return typeof identity === "string" ? (await oldState()).resources.get(noun, canonicalOr(noun, identity))?.remembered : undefined;
}

/**
 * Returns the collections in the old state that the run has not registered, without those that are
 * to be retained. A declaration whose identity is still unknown does not count as registered.
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
 * Asks the engine for the old state, once per run. If its response cannot be used, the old state is
 * empty; delete then makes sure that nothing is lost.
 */
async function askOldState(): Promise<OldState> {
  // Under mocks, the test would get this call.
  if (isMocked()) return nothing;
  const [project, stack] = [pulumi.getProject(), pulumi.getStack()];
  // The bare name comes second, because it may mean another organization's stack.
  for (const stackName of [`${pulumi.getOrganization()}/${project}/${stack}`, stack]) {
    const outputs = await ask(stackName);
    if (outputs !== undefined) return oldStateIn(outputs, `urn:pulumi:${stack}::${project}::`);
  }
  return nothing;
}

async function ask(stackName: string): Promise<Record<string, unknown> | undefined> {
  // Loaded here, because it is not needed under mocks.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { default: pRetry } = require("p-retry") as typeof PRetry;
  try {
    const answer: unknown = await pRetry(() => pulumi.runtime.invoke(token, { stackName }) as Promise<unknown>, retries);
    return isObject(answer) && isObject(answer.outputs) ? answer.outputs : undefined;
  } catch {
    // The engine does not know the function, or does not accept the name.
    return undefined;
  }
}

/** Finds our resources in the engine's response; empty if the response is about another stack. */
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
