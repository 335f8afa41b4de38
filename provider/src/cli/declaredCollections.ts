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

/** A collection that a stack declared in its last `up`. */
export interface DeclaredCollection {
  noun: Noun;
  identity: string;
  stack: string;
  /** The resource's name in the program. */
  resource: string;
  state: State;
  /** The secret settings, whose values are never shown. */
  secrets: readonly string[];
}

/** The collections that stacks declare. */
export interface DeclaredCollections {
  collections: DeclaredCollection[];
  /** Identities in other deployments, which the stacks reach through explicit providers. */
  others: string[];
}

/** The collections that stacks declare in a deployment, without those that `get` only reads. */
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

/** The settings that are recorded as secret, or whose value is encrypted in the state. */
function secretsAmong({ values, records }: State): string[] {
  const encrypted = Object.keys(values).filter((property) => isSomewhere(values[property], isRpcSecret));
  return [...new Set([...secretsOf(records), ...encrypted])];
}

/** The declared values without the secrets, which the update itself has already verified. */
export function toldValues({ state, secrets }: DeclaredCollection): Values {
  return omit(state.values, secrets);
}

/**
 * The settings that differ from what is declared: a text for each, without a full stop; empty if
 * all is as declared.
 *
 * @param found the collection as it was just read; undefined if it does not exist.
 */
export function differencesFrom(declared: DeclaredCollection, found: Collection | undefined): string[] {
  const { noun, identity } = declared;
  return found === undefined ? [`"${identity}" has no ${noun.type}`] : differences(noun, toldValues(declared), { found });
}
