import { unreadBut, type Noun } from "../configurations/noun";
import { omit, pick } from "../configurations/values";
import type { Collection } from "../deployment/deployment";
import { nonEmpty, stillHeld, type Declared, type Records } from "../stack/declared";
import { willInherit, withOuterSecrets } from "../stack/effective";
import type { Scope } from "../stack/memory";
import { heldAlready, holds, withNulls } from "./adoption";
import type { Expectation } from "./expectation";
import { startOf } from "./newCollection";
import { resetValues } from "./resets";

/** A change of a collection: what the state has of it, what is declared, and what exists. */
interface Change {
  before: Declared;
  after: Declared;
  found: Collection | undefined;
}

/** What to expect of a collection that this stack has in its state. */
export async function ofManaged(scope: Scope, { before, after, found }: Change): Promise<Expectation> {
  const { noun } = scope;
  const records = carried(noun, { before, after, found });
  if (found === undefined) {
    // A collection that is created again starts from what it inherits now.
    const start = await startOf(scope, after);
    return { ...start, records: { ...start.records, ...nonEmpty({ previous: records.previous }) } };
  }
  const { previous, secretSettings = [] } = before.records;
  const properties = Object.keys(before.values).filter((property) => !(property in after.values));
  const reset = await resetValues(scope, { identity: after.identity, properties, before });
  const captured = previous === undefined ? [] : Object.keys(after.values).filter((property) => !(property in previous));
  const held = captured.filter((property) => holds(noun, [property, after.values[property]], found));
  const what = `The adopted collection already holds the newly declared values of ${held.join(", ")}`;
  const warnings = held.length === 0 ? [] : [heldAlready(what, pick(found.values, held), after)];
  const isOuters = before.options.startFrom === "inherited" && previous === undefined;
  const outers = [...(isOuters ? properties : []), ...Object.keys({ ...before.records.inherited, ...before.records.undone })];
  const outer = outers.length > 0 ? await willInherit(scope, after.identity) : undefined;
  // A setting without a value there is recorded, too.
  const taken = Object.fromEntries(properties.map((property) => [property, outer?.values[property]]));
  const secrets = outers.filter((property) => outer?.secrets.includes(property));
  const undone = await withOuterSecrets(scope, after.identity, before.records.undone ?? {});
  return {
    base: { ...found.values, ...undone, ...reset },
    ...unreadBut(found, Object.keys({ ...undone, ...reset })),
    records,
    since: before.records.since,
    reset: omit(reset, [...secretSettings, ...secrets]),
    ...(isOuters && properties.length > 0 ? { taken } : {}),
    secrets,
    warnings,
  };
}

/**
 * The records of a collection for what is declared now. The earlier value of a newly declared
 * setting is captured. A setting that is no longer declared is restored, and its record ends.
 */
function carried(noun: Noun, { before, after, found }: Change): Records {
  const { values, records } = before;
  const { previous, inherited } = records;
  const stillInherited = omit(inherited ?? {}, Object.keys({ ...values, ...after.values }));
  const still = nonEmpty({ inherited: found === undefined ? stillInherited : stillHeld(noun, stillInherited, found) });
  if (previous === undefined) return still;
  const captured = Object.keys(after.values).map(
    (property) => [property, property in previous ? previous[property] : found?.values[property]] as const,
  );
  return { ...still, previous: withNulls(captured) };
}

/** The part of these records that is known without reading the deployment. */
export function knownBefore(noun: Noun, before: Declared, after: Declared): Records {
  const { previous } = before.records;
  const records = carried(noun, { before, after, found: undefined });
  if (previous === undefined) return records;
  return { ...records, previous: pick(records.previous ?? {}, Object.keys(previous)) };
}
