import { identityKey, poolOf } from "../../../configurations/identity";
import { heardOf } from "../../../guards/hearing";
import { isSurelyPassive } from "../../../guards/webPlaces";
import { storedWebs, unreadOf, type HeldWeb } from "../../../guards/storedWeb";
import { webValues } from "../../../guards/rules/typedValues";
import { storedView } from "../../../stack/memory";
import { declaredCollections, type DeclaredCollection } from "../../declaredCollections";
import type { DeploymentContext } from "../check";

/** A pool with Web Services, and whether users sign in there by passive authentication. */
export interface PassiveState {
  pool: string;
  /** Whether passive authentication is on there as stored, also next to other methods. */
  isOn: boolean;
  /** Whether it is the only way in as stored. */
  isAlone: boolean;
  /**
   * The declaration of the Web Services that hold for the pool, or of its own; undefined where no
   * stack has one.
   */
  declared: DeclaredCollection | undefined;
  /** Whether that turns passive authentication on. */
  isDeclared: boolean;
  /** What of the Web Services could not be read, in words. */
  unread: string[];
}

/**
 * Reads where passive authentication is on, and where stacks declare it. It takes as many cmdlets
 * for one pool as for all.
 */
export async function readPassive({ deployment, stacks }: Pick<DeploymentContext, "deployment" | "stacks">): Promise<PassiveState[]> {
  const { collections } = await declaredCollections(deployment, stacks);
  const webs = collections.filter(({ noun, identity, state }) => heardOf(noun, identityKey(identity), state.values).isWebService);
  const declared = new Map(webs.map((one) => [placeOf(one.identity), one]));
  return (await storedWebs(storedView(deployment))).map((held) => stateOf(held, declared));
}

function stateOf(held: HeldWeb, all: ReadonlyMap<string, DeclaredCollection>): PassiveState {
  const { pool, web } = held;
  const declared = all.get(identityKey(pool)) ?? all.get(placeOf(web.identity));
  return {
    pool,
    isOn: web.values.useWsFedPassiveAuth === true,
    isAlone: isSurelyPassive(web),
    declared,
    isDeclared: declared !== undefined && webValues(declared.state.values).useWsFedPassiveAuth === true,
    unread: unreadOf(held),
  };
}

/**
 * What an identity of Web Services is the place of: a pool's name, which has one such service, or
 * the wider scope.
 */
function placeOf(identity: string): string {
  return identityKey(poolOf(identity) ?? identity);
}
