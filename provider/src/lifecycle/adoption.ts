import { isGlobal } from "../configurations/identity";
import { sameValue, unreadBut, type Noun, type Values } from "../configurations/noun";
import { mapValues } from "../configurations/values";
import { bounded } from "../bounded";
import { secretText } from "../cmdlets/commandText";
import type { Collection } from "../deployment/deployment";
import { warned, type Finding } from "../finding";
import type { Declared } from "../stack/declared";
import type { Scope } from "../stack/memory";
import { isUnknown } from "../stack/unknown";
import type { Expectation } from "./expectation";
import { startingValues } from "./startingValues";

/** A collection that was there already, and is adopted. */
export async function ofAdopted(scope: Scope, declared: Declared, found: Collection): Promise<Expectation> {
  const { noun } = scope;
  const { values } = declared;
  const properties = Object.keys(values);
  const previous = withNulls(properties.map((property) => [property, found.values[property]] as const));
  const isEqual = properties.every((property) => holds(noun, [property, values[property]], found));
  const isFactory = isGlobal(found.identity) && (await isFactoryMade(scope, values));
  const warnings = isEqual && !isFactory ? [heldAlready("the adopted collection already holds what is declared", previous, declared)] : [];
  return { base: found.values, ...unreadBut(found, []), records: { previous }, warnings };
}

/**
 * Whether the global collection may hold these values since the deployment was made: no update of
 * ours has to have set them.
 */
async function isFactoryMade(scope: Scope, values: Values): Promise<boolean> {
  const { noun } = scope;
  const factory = await startingValues(scope);
  return Object.keys(values).every((property) => sameValue(noun, property, [values[property], factory[property]]));
}

/**
 * Warns of an adoption that finds what is declared: whose it is nobody can tell, for the server
 * keeps no mark of it.
 */
export function heldAlready(what: string, previous: Values, { records: { secretSettings = [] } }: Declared): Finding {
  const shown = mapValues(previous, (value, property) => (secretSettings.includes(property) ? secretText : value));
  const message =
    `${what}: another stack, or an update that was interrupted, may have set it. What it is now would count as what was there before (previous: ${bounded(JSON.stringify(shown), 300)}). ` +
    "If another stack manages it, move the resource (pulumi state move) instead of adopting it twice. If an update was interrupted, what undoes it was printed then, and the values before it stand in the pending " +
    "operations of the state, until the next update: pulumi stack export";
  return warned("heldAlready", "", message);
}

/** Whether a collection holds a value already. */
export function holds(noun: Noun, [property, wanted]: readonly [string, unknown], found: Collection): boolean {
  return !isUnknown(wanted) && sameValue(noun, property, [wanted, found.values[property]]);
}

/**
 * Earlier values. A setting that the server had no value for is put back to none: a plain undefined
 * would be lost on the way through the state.
 */
export function withNulls(entries: readonly (readonly [string, unknown])[]): Values {
  return Object.fromEntries(entries.map(([property, value]) => [property, value ?? null]));
}
