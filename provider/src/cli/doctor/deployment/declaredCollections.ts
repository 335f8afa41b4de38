import type { Noun } from "../../../configurations/noun";
import type { Deployment } from "../../../deployment/deployment";
import { isOthers } from "../../../lifecycle/otherDeployment";
import { nounOf } from "../../../resources/typeOf";
import { stateIn } from "../../../stack/bag";
import type { State } from "../../../stack/declared";
import type { DeclaredStack } from "../../declaredStack";
import { nameIn } from "../../urn";

/** A collection that a stack's last `up` declared. */
export interface DeclaredCollection {
  noun: Noun;
  identity: string;
  stack: string;
  /** The resource's name in the program. */
  resource: string;
  state: State;
}

/** What stacks declare of a deployment. */
export interface DeclaredCollections {
  collections: DeclaredCollection[];
  /** Identities of other deployments, which explicit providers reach. */
  others: string[];
}

/** The collections that stacks declare of a deployment. What `get` only reads is not among them, nor what was never written. */
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
      else found.collections.push({ noun, identity, stack, resource: nameIn(urn), state });
    }
  }
  return found;
}
