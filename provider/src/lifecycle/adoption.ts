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

/** What to expect of a collection that already existed and is adopted. */
export async function ofAdopted(scope: Scope, declared: Declared, found: Collection): Promise<Expectation> {
  const { noun } = scope;
  const { values } = declared;
  const properties = Object.keys(values);
  const previous = withNulls(properties.map((property) => [property, found.values[property]] as const));
  const isEqual = properties.every((property) => holds(noun, [property, values[property]], found));
  const isFactory = isGlobal(found.identity) && (await isFactoryMade(scope, values));
  const warnings =
    isEqual && !isFactory ? [heldAlready("The adopted collection already holds the declared values", previous, declared)] : [];
  return { base: found.values, ...unreadBut(found, []), records: { previous }, warnings };
}

/**
 * Whether the global collection may have held these values since the deployment was created. In
 * that case, it is possible that no update of this package has set them.
 */
async function isFactoryMade(scope: Scope, values: Values): Promise<boolean> {
  const { noun } = scope;
  const factory = await startingValues(scope);
  return Object.keys(values).every((property) => sameValue(noun, property, [values[property], factory[property]]));
}

/**
 * Warns about an adoption that finds the declared values in the collection already. It is unknown
 * who set them, because the server records no owner of a collection.
 */
export function heldAlready(what: string, previous: Values, { records: { secretSettings = [] } }: Declared): Finding {
  const shown = mapValues(previous, (value, property) => (secretSettings.includes(property) ? secretText : value));
  const message =
    `${what}. Another stack, or an update that was interrupted, may have set them. The current values are recorded as the values from before the adoption (previous: ${bounded(JSON.stringify(shown), 300)}). ` +
    "If another stack manages the collection, move the resource (pulumi state move) instead of adopting it twice. If an update was interrupted, its output has the cmdlet that undoes it. " +
    "The earlier values may also be in the pending operations of the state: pulumi stack export";
  return warned("heldAlready", "", message);
}

/** Whether a collection holds a value already. */
export function holds(noun: Noun, [property, wanted]: readonly [string, unknown], found: Collection): boolean {
  return !isUnknown(wanted) && sameValue(noun, property, [wanted, found.values[property]]);
}

/**
 * Earlier values. A setting that had no value on the server has null, because the state would lose
 * undefined.
 */
export function withNulls(entries: readonly (readonly [string, unknown])[]): Values {
  return Object.fromEntries(entries.map(([property, value]) => [property, value ?? null]));
}
