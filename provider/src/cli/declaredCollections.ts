import { isRpcSecret } from "@pulumi/pulumi/runtime/rpc";
import type { Noun, Values } from "../configurations/noun";
import { omit } from "../configurations/values";
import type { Collection, Deployment } from "../deployment/deployment";
import { isOthers } from "../lifecycle/otherDeployment";
import { differences } from "../lifecycle/verification";
import { nounOf } from "../resources/typeOf";
import { stateIn } from "../stack/bag";
import { secretsOf, type State } from "../stack/declared";
import type { DeclaredStack } from "./declaredStack";
import { isSomewhere } from "./isSomewhere";
import { nameIn } from "./urn";

/** A collection that a stack's last `up` declared. */
export interface DeclaredCollection {
  noun: Noun;
  identity: string;
  stack: string;
  /** The resource's name in the program. */
  resource: string;
  state: State;
  /** The settings whose values are not told: those that are secret. */
  secrets: readonly string[];
}

/** What stacks declare of a deployment. */
export interface DeclaredCollections {
  collections: DeclaredCollection[];
  /** Identities of other deployments, which explicit providers reach. */
  others: string[];
}

/** The collections that stacks declare of a deployment. What `get` only reads is not among them. */
export async function declaredCollections(deployment: Deployment, stacks: readonly DeclaredStack[]): Promise<DeclaredCollections> {
  const found: DeclaredCollections = { collections: [], others: [] };
  for (const { stack, resources } of stacks) {
    for (const { urn, type, id, outputs = {} } of resources) {
      const noun = nounOf(type);
      if (noun === undefined) continue;
      const state = stateIn(noun, outputs);
      if (state.deployment === undefined || state.isExternal === true) continue;
      const identity = id ?? state.identity;
      if (await isOthers({ noun, deployment }, { identity, deployment: state.deployment })) found.others.push(identity);
      else found.collections.push({ noun, identity, stack, resource: nameIn(urn), state, secrets: secretsAmong(state) });
    }
  }
  return found;
}

/** A secret is encrypted in the state. */
function secretsAmong({ values, records }: State): string[] {
  const encrypted = Object.keys(values).filter((property) => isSomewhere(values[property], isRpcSecret));
  return [...new Set([...secretsOf(records), ...encrypted])];
}

/**
 * The values that a collection is declared with, as far as they may be told. What a secret is, the
 * update itself has verified.
 */
export function toldValues({ state, secrets }: DeclaredCollection): Values {
  return omit(state.values, secrets);
}

/**
 * What a deployment, read afresh, holds otherwise than declared: a sentence for each setting; empty
 * where all is as declared.
 */
export function differencesFrom(declared: DeclaredCollection, found: Collection | undefined): string[] {
  const { noun, identity } = declared;
  return found === undefined ? [`"${identity}" has no ${noun.type}`] : differences(noun, toldValues(declared), { found });
}
