import { differing, meaningOf, sameValue, type Noun, type Values, unreadBut } from "../configurations/noun";
import type { Collection } from "../deployment/deployment";
import { unreadTexts } from "../deployment/unread";
import { LyncError } from "../errors";
import { secretText } from "../cmdlets/commandText";
import { bounded } from "../bounded";
import type { Scope } from "../stack/memory";
import { differenceText } from "./differenceText";
import { willInherit, withOuterSecrets, type Inherited } from "../stack/effective";
import { nonEmpty, stillHeld, type Declared, type Records, secretsOf } from "../stack/bag";
import { resetValues } from "./resets";
import { startingValues } from "./startingValues";
import { isUnknown } from "../stack/unknown";

/** What is known of a collection before it is judged. */
export interface Expectation {
  /** What the declared settings lie over. */
  base: Values;
  /** What of it could not be read. */
  unread?: Values;
  records: Records;
  /** What settings that are no longer declared go back to; without secrets, for the state is not to have them in the clear. */
  reset?: Values;
  /** Since when the state has it that was there already. */
  since?: number | undefined;
  /** Of a new collection that starts from what it inherits: what that is, but for the declared settings. */
  taken?: Values;
  /** The settings that it has, or is to have, from an outer collection whose program gave them as secrets. */
  secrets?: readonly string[];
  warnings: string[];
}

/** A collection that this stack has in its state. */
export async function ofManaged(
  scope: Scope,
  { before, after, found }: { before: Declared; after: Declared; found: Collection | undefined },
): Promise<Expectation> {
  const { noun } = scope;
  const records = carried(noun, before, after, found);
  if (found === undefined) {
    // Made anew, it takes what is inherited now.
    const start = await startOf(scope, after);
    return { ...start, records: { ...start.records, ...nonEmpty({ previous: records.previous }) } };
  }
  const { previous, secretSettings = [] } = before.records;
  const properties = Object.keys(before.values).filter((property) => !(property in after.values));
  const reset = await resetValues(scope, { identity: after.identity, properties, before });
  const captured = previous === undefined ? [] : Object.keys(after.values).filter((property) => !(property in previous));
  const held = captured.filter((property) => holds(noun, property, after.values[property], found));
  const what = `${held.join(", ")}: newly declared, and the adopted collection already holds it`;
  const warnings = held.length === 0 ? [] : [heldAlready(what, pick(found.values, held), after)];
  const isOuters = before.options.startFrom === "inherited" && previous === undefined;
  const outers = [...(isOuters ? properties : []), ...Object.keys({ ...before.records.inherited, ...before.records.undone })];
  const outer = outers.length > 0 ? await willInherit(scope, after.identity) : undefined;
  const secrets = outers.filter((property) => outer?.secrets.includes(property));
  const undone = await withOuterSecrets(scope, after.identity, before.records.undone ?? {});
  const told = Object.entries(reset).filter(([property]) => ![...secretSettings, ...secrets].includes(property));
  return {
    base: { ...found.values, ...undone, ...reset },
    ...unreadBut(found, Object.keys({ ...undone, ...reset })),
    records,
    since: before.records.since,
    reset: Object.fromEntries(told),
    ...(isOuters && properties.length > 0 ? { taken: pick(outer?.values ?? {}, properties) } : {}),
    secrets,
    warnings,
  };
}

/** Warns of an adoption that finds what is declared: whose it is nobody can tell, for the server keeps no mark of it. */
function heldAlready(what: string, previous: Values, { records: { secretSettings = [] } }: Declared): string {
  const shown = Object.fromEntries(
    Object.entries(previous).map(([property, value]) => [property, secretSettings.includes(property) ? secretText : value]),
  );
  return (
    `${what}: another stack, or an update that was interrupted, may have set it. What it is now would count as what was there before (previous: ${bounded(JSON.stringify(shown), 300)}). ` +
    "If another stack manages it, move the resource (pulumi state move) instead of adopting it twice. If an update was interrupted, what undoes it was printed then, and the values before it stand in the pending " +
    "operations of the state, until the next update: pulumi stack export"
  );
}

function pick(values: Values, properties: readonly string[]): Values {
  return Object.fromEntries(properties.map((property) => [property, values[property]]));
}

/** What was written down of a collection, for what is declared now. A setting declared later is captured then; one that is no longer declared is set back, and forgotten. */
function carried(
  noun: Noun,
  { values, records: { previous, inherited } }: Declared,
  after: Declared,
  found: Collection | undefined,
): Records {
  const kept = Object.entries(inherited ?? {}).filter(([property]) => !(property in after.values) && !(property in values));
  const stillInherited = Object.fromEntries(kept);
  const records = nonEmpty({ inherited: found === undefined ? stillInherited : stillHeld(noun, stillInherited, found) });
  if (previous === undefined) return records;
  const captured = Object.keys(after.values).map(
    (property) => [property, property in previous ? previous[property] : found?.values[property]] as const,
  );
  return { ...records, previous: withNulls(captured) };
}

/** The part of it that can be told without a look at the deployment. */
export function knownBefore(noun: Noun, before: Declared, after: Declared): Records {
  const { previous } = before.records;
  const records = carried(noun, before, after, undefined);
  if (previous === undefined) return records;
  return { ...records, previous: Object.fromEntries(Object.entries(records.previous ?? {}).filter(([property]) => property in previous)) };
}

/** A collection that is new to this stack's state. */
export async function ofNew(scope: Scope, declared: Declared, found: Collection | undefined): Promise<Expectation> {
  const { noun, memory } = scope;
  if (found === undefined) return startOf(scope, declared);
  // A replacement of what this stack has already: it keeps what was written down.
  const owned = memory.owned.get(noun, declared.identity);
  if (owned !== undefined) return ofManaged(scope, { before: owned, after: declared, found });
  const isGlobal = found.identity === "Global";
  // Whether it is to be adopted may not be known yet, in a preview.
  if (isGlobal || declared.options.adopt === true || isUnknown(declared.options.adopt)) return adopted(scope, declared, found);
  const differences = await differencesTo(scope, declared, found);
  if (differences.length === 0) {
    const inherited = await unfinished(scope, declared, found);
    const lacking = Object.keys(differing(noun, { ...inherited, ...declared.values }, found));
    const half = lacking.length === 0 ? "as declared" : `as New makes it, and will be given what is set after that (${lacking.join(", ")})`;
    const warning = `this collection is there already, ${half}, and with nothing else set: it is taken over. Where another stack made it, destroying either removes it`;
    const { secrets } = await inheritedNow(scope, declared.identity);
    const outers = secrets.filter((property) => property in found.values && !(property in declared.values));
    const base = { ...found.values, ...inherited };
    return { base, ...unreadBut(found, Object.keys(inherited)), records: nonEmpty({ inherited }), secrets: outers, warnings: [warning] };
  }
  throw new LyncError(
    `"${found.identity}" already has a ${noun.type} that this stack does not manage, and it differs: ${differences.join("; ")}. ` +
      "If this stack made it, run with --refresh; if the resource was renamed, give it aliases; to take it over, and put it back on destroy, declare adopt: true",
    { kind: "alreadyExists" },
  );
}

/** What a crash between New and the Set after it kept a collection from carrying. */
async function unfinished(scope: Scope, declared: Declared, found: Collection): Promise<Values> {
  const { noun, deployment } = scope;
  const { inherited = {} } = (await startOf(scope, declared)).records;
  const [after, factory] = [await deployment.setAfterNew(noun), await startingValues(scope)];
  const missing = Object.entries(inherited).filter(
    ([property]) => after.includes(property) && sameValue(noun, property, [found.values[property], factory[property]]),
  );
  return Object.fromEntries(missing);
}

async function adopted(scope: Scope, declared: Declared, found: Collection): Promise<Expectation> {
  const { noun } = scope;
  const { values } = declared;
  const properties = Object.keys(values);
  const previous = withNulls(properties.map((property) => [property, found.values[property]] as const));
  const isEqual = properties.every((property) => holds(noun, property, values[property], found));
  const isFactory = found.identity === "Global" && (await isFactoryMade(scope, values));
  const warnings = isEqual && !isFactory ? [heldAlready("the adopted collection already holds what is declared", previous, declared)] : [];
  return { base: found.values, ...unreadBut(found, []), records: { previous }, warnings };
}

/** Whether the global collection may hold these values since the deployment was made: no update of ours has to have set them. */
async function isFactoryMade(scope: Scope, values: Values): Promise<boolean> {
  const { noun } = scope;
  const factory = await startingValues(scope);
  return Object.keys(values).every((property) => sameValue(noun, property, [values[property], factory[property]]));
}

function holds(noun: Noun, property: string, wanted: unknown, found: Collection): boolean {
  return !isUnknown(wanted) && sameValue(noun, property, [wanted, found.values[property]]);
}

/** What a collection that does not exist yet will start from. */
async function startOf(scope: Scope, { identity, values, options }: Declared): Promise<Expectation> {
  const { noun, deployment } = scope;
  const factory = await startingValues(scope);
  const inheritedWhole = await inheritedNow(scope, identity);
  const { values: outer, secrets: outerSecrets } = inheritedWhole;
  const unread = Object.keys(unreadBut(inheritedWhole, Object.keys(values)).unread ?? {});
  const unreadReasons = unreadTexts(noun, inheritedWhole, { properties: unread, secrets: outerSecrets });
  const lost = Object.keys(noun.settings).filter(
    (property) =>
      !(property in values) && outer[property] !== undefined && !sameValue(noun, property, [outer[property], factory[property]]),
  );
  if (options.startFrom === "inherited") {
    const inherited = Object.fromEntries(lost.map((property) => [property, outer[property]]));
    const lacking = await deployment.lacking(noun, lost);
    if (lacking.length > 0) {
      const why = lacking.map(({ cause }) => cause).join("; ");
      const next = ['Declare startFrom: "defaults" to go without', ...new Set(lacking.flatMap(({ elsewhere }) => elsewhere ?? []))].join(
        ", or ",
      );
      throw new LyncError(`What "${identity}" inherits cannot be carried over: ${why}. ${next}`, { kind: "unsupported" });
    }
    if (unread.length > 0) {
      const instead = `Declare ${unread.join(", ")}, or startFrom: "defaults" to go without`;
      throw new LyncError(`What "${identity}" inherits cannot be carried over: ${unreadReasons.join("; ")}. ${instead}`, {
        kind: "badAnswer",
      });
    }
    const taken = Object.fromEntries(Object.entries(outer).filter(([property]) => !(property in values)));
    const secrets = lost.filter((property) => outerSecrets.includes(property));
    return { base: { ...factory, ...inherited }, records: nonEmpty({ inherited }), taken, secrets, warnings: [] };
  }
  const warnings = lost.map((property) => {
    const isTold = !isUnknown(outer[property]) && !outerSecrets.includes(property);
    const is = isTold ? `is ${JSON.stringify(outer[property])}` : "has a value";
    const willBe =
      factory[property] === undefined ? "and what it will be is not known" : `and will be ${JSON.stringify(factory[property])}`;
    return `${property} ${is} by inheritance, ${willBe}: a collection of its own inherits nothing. Declare it, or startFrom: "inherited"`;
  });
  const unreadWarnings = unreadReasons.map((reason) => `what it loses of what it inherits cannot be told, because ${reason}`);
  return { base: factory, records: {}, warnings: [...warnings, ...unreadWarnings] };
}

/**
 * How a collection differs from what this stack would have made of it: declared settings, and others that are neither at default nor as inherited. What is set after New may be missing
 * still: a crash may have come between.
 */
async function differencesTo(scope: Scope, declared: Declared, found: Collection): Promise<string[]> {
  const { noun, deployment } = scope;
  const [base, after] = [await startingValues(scope), await deployment.setAfterNew(noun)];
  const { values: outer, secrets } = await inheritedNow(scope, declared.identity);
  const unread = unreadTexts(noun, found, {
    properties: Object.keys(noun.settings),
    secrets: [...secretsOf(declared.records), ...secrets],
  });
  const differences = Object.keys(found.values).flatMap((property) => {
    const value = found.values[property];
    const wanted = declared.values[property];
    const isOrdinary = sameValue(noun, property, [value, base[property]]) || sameValue(noun, property, [value, outer[property]]);
    if (wanted !== undefined) {
      if (isUnknown(wanted) || (isOrdinary && after.includes(property))) return [];
      if ([...secretsOf(declared.records), ...secrets].includes(property) && !sameValue(noun, property, [wanted, value])) {
        return [`${property} is not what is declared (a secret)`];
      }
      return sameValue(noun, property, [wanted, value])
        ? []
        : [`${property}: ${differenceText(wanted, value, (list) => meaningOf(noun, property, list))}`];
    }
    const shown = secrets.includes(property) ? "set" : bounded(JSON.stringify(value), 300);
    return isOrdinary ? [] : [`${property} is ${shown}, and not declared`];
  });
  return [...differences, ...unread];
}

async function inheritedNow(scope: Scope, identity: string): Promise<Inherited> {
  return (await willInherit(scope, identity)) ?? { identity, values: {}, secrets: [] };
}

// A setting that the server had no value for is put back to none: a plain undefined would be lost on the way through the state.
function withNulls(entries: readonly (readonly [string, unknown])[]): Values {
  return Object.fromEntries(entries.map(([property, value]) => [property, value ?? null]));
}
