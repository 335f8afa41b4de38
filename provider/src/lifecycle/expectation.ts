import { parseIdentity } from "../configurations/identity";
import { meaningOf, sameValue, type Noun, type Values } from "../configurations/noun";
import type { Collection, Deployment } from "../deployment/deployment";
import { LyncError } from "../errors";
import { bounded } from "./bounded";
import { claimsOn } from "./claims";
import { differenceText } from "./differenceText";
import { inheritedBy } from "./effective";
import type { Declared, Records } from "./state";
import { canBeSet } from "./undo";
import { isUnknown } from "./unknown";

/** What is known of a collection before it is judged. */
export interface Expectation {
  /** What the declared settings lie over. */
  base: Values;
  records: Records;
  warnings: string[];
}

/** A collection that this stack has in its state. */
export async function ofManaged(
  noun: Noun,
  deployment: Deployment,
  { before, after, found }: { before: Declared; after: Declared; found: Collection | undefined },
): Promise<Expectation> {
  const { previous } = before.records;
  const records = carried(before, after, found);
  if (found === undefined) return { ...(await startOf(noun, deployment, after)), records };
  const undeclared = Object.keys(before.values).filter((property) => !(property in after.values));
  const base = {
    ...found.values,
    ...(await resetValues(noun, deployment, { identity: after.identity, properties: undeclared, previous })),
  };
  const captured = previous === undefined ? [] : Object.keys(after.values).filter((property) => !(property in previous));
  const held = captured.filter((property) => holds(noun, property, after.values[property], found));
  const warnings =
    held.length === 0
      ? []
      : [
          `${held.join(", ")}: newly declared, and the adopted collection already holds it. If an earlier update was interrupted, what undoes it was printed then, and the values before it ` +
            "stand, until the next update, in the pending operations of the state: pulumi stack export",
        ];
  return { base, records, warnings };
}

/** What was written down of a collection, for what is declared now. A setting declared later is captured then; one that is no longer declared is set back, and forgotten. */
function carried({ records: { previous, inherited } }: Declared, after: Declared, found: Collection | undefined): Records {
  const records: Records = inherited === undefined ? {} : { inherited };
  if (previous === undefined) return records;
  const captured = Object.keys(after.values).map(
    (property) => [property, property in previous ? previous[property] : found?.values[property]] as const,
  );
  return { ...records, previous: withNulls(captured) };
}

/** The part of it that can be told without a look at the deployment. */
export function knownBefore(before: Declared, after: Declared): Records {
  const { previous } = before.records;
  const records = carried(before, after, undefined);
  if (previous === undefined) return records;
  return { ...records, previous: Object.fromEntries(Object.entries(records.previous ?? {}).filter(([property]) => property in previous)) };
}

/** What settings that are no longer declared go back to. @throws LyncError naming those for which nobody tells. */
export async function resetValues(
  noun: Noun,
  deployment: Pick<Deployment, "factoryValues">,
  { identity, properties, previous }: { identity: string; properties: readonly string[]; previous: Values | undefined },
): Promise<Values> {
  const values: Values = {};
  for (const property of properties) values[property] = await resetValue(noun, deployment, property, previous);
  const untold = properties.filter((property) => values[property] === undefined);
  if (untold.length === 0) return values;
  throw new LyncError(
    `${untold.join(", ")} of "${identity}" ${untold.length === 1 ? "is" : "are"} no longer declared, and neither the server nor the vendor's pages tell a default to go back to: ` +
      "declare the value that you want",
    { kind: "unsupported" },
  );
}

/** What a setting goes back to: what it was before it was adopted, else the server's own default, else the documented one. */
async function resetValue(
  noun: Noun,
  deployment: Pick<Deployment, "factoryValues">,
  property: string,
  previous: Values | undefined,
): Promise<unknown> {
  const before = previous?.[property];
  if (before !== undefined && canBeSet(noun, property, before)) return before;
  return (await deployment.factoryValues(noun))?.[property] ?? noun.settings[property]?.default;
}

/** A collection that is new to this stack's state. */
export async function ofNew(noun: Noun, deployment: Deployment, declared: Declared, found: Collection | undefined): Promise<Expectation> {
  if (found === undefined) return startOf(noun, deployment, declared);
  // A replacement of what this stack has already: it keeps what was written down.
  const owned = claimsOn(deployment).owned(noun, declared.identity);
  if (owned !== undefined) return ofManaged(noun, deployment, { before: owned, after: declared, found });
  const isGlobal = found.identity === "Global";
  // Whether it is to be adopted may not be known yet, in a preview.
  if (isGlobal || declared.options.adopt === true || isUnknown(declared.options.adopt)) return adopted(noun, deployment, declared, found);
  const differences = await differencesTo(noun, deployment, declared, found);
  if (differences.length === 0) {
    const warning =
      "this collection is there already, as declared and with nothing else set: it is taken over. Where another stack made it, destroying either removes it";
    return { base: found.values, records: {}, warnings: [warning] };
  }
  throw new LyncError(
    `"${found.identity}" already has a ${noun.type} that this stack does not manage, and it differs: ${differences.join("; ")}. ` +
      "If this stack made it, run with --refresh; if the resource was renamed, give it aliases; to take it over, and put it back on destroy, declare adopt: true",
    { kind: "alreadyExists" },
  );
}

async function adopted(noun: Noun, deployment: Deployment, { values }: Declared, found: Collection): Promise<Expectation> {
  const properties = Object.keys(values);
  const previous = withNulls(properties.map((property) => [property, found.values[property]] as const));
  const isEqual = properties.every((property) => holds(noun, property, values[property], found));
  const warnings =
    isEqual && !(found.identity === "Global" && (await isFactoryMade(noun, deployment, values)))
      ? [
          "the adopted collection already holds what is declared. If an earlier update was interrupted, the values before it stand in the pending operations of the state: " +
            "pulumi stack export",
        ]
      : [];
  return { base: found.values, records: { previous }, warnings };
}

/** Whether the global collection may hold these values since the deployment was made: no update of ours has to have set them. */
async function isFactoryMade(noun: Noun, deployment: Deployment, values: Values): Promise<boolean> {
  const factory = await startingValues(noun, deployment);
  return Object.keys(values).every((property) => sameValue(noun, property, values[property], factory[property]));
}

function holds(noun: Noun, property: string, wanted: unknown, found: Collection): boolean {
  return !isUnknown(wanted) && sameValue(noun, property, wanted, found.values[property]);
}

/** What New starts from: the server's own defaults, else the documented ones. */
export async function startingValues(noun: Noun, deployment: Pick<Deployment, "factoryValues">): Promise<Values> {
  return (await deployment.factoryValues(noun)) ?? documentedDefaults(noun);
}

/** What a collection that does not exist yet will start from. */
async function startOf(noun: Noun, deployment: Deployment, { identity, values, options }: Declared): Promise<Expectation> {
  const factory = await startingValues(noun, deployment);
  const outer = (await inheritedBy(noun, deployment, parseIdentity(identity, noun)))?.values ?? {};
  const lost = Object.keys(noun.settings).filter(
    (property) => !(property in values) && outer[property] !== undefined && !sameValue(noun, property, outer[property], factory[property]),
  );
  if (options.startFrom === "inherited") {
    const inherited = Object.fromEntries(lost.map((property) => [property, outer[property]]));
    const lacking = await deployment.lacking(noun, lost);
    if (lacking.length > 0) {
      const why = lacking.map(({ reason }) => reason).join("; ");
      throw new LyncError(`What "${identity}" inherits cannot be carried over: ${why}. Declare startFrom: "defaults" to go without`, {
        kind: "unsupported",
      });
    }
    return { base: { ...factory, ...inherited }, records: lost.length === 0 ? {} : { inherited }, warnings: [] };
  }
  const warnings = lost.map((property) => {
    const willBe =
      factory[property] === undefined ? "and what it will be is not known" : `and will be ${JSON.stringify(factory[property])}`;
    return (
      `${property} is ${JSON.stringify(outer[property])} by inheritance, ${willBe}: a collection of its own inherits nothing. ` +
      'Declare it, or startFrom: "inherited"'
    );
  });
  return { base: factory, records: {}, warnings };
}

/** How a collection differs from what this stack would have made of it: declared settings, and others that are neither at default nor as inherited. */
async function differencesTo(noun: Noun, deployment: Deployment, declared: Declared, found: Collection): Promise<string[]> {
  const { base } = await startOf(noun, deployment, { ...declared, options: { ...declared.options, startFrom: "defaults" } });
  const outer = (await inheritedBy(noun, deployment, parseIdentity(declared.identity, noun)))?.values ?? {};
  return Object.keys(found.values).flatMap((property) => {
    const value = found.values[property];
    const wanted = declared.values[property];
    if (wanted !== undefined) {
      if (isUnknown(wanted)) return [];
      if (declared.records.secretSettings?.includes(property) === true && !sameValue(noun, property, wanted, value)) {
        return [`${property} is not what is declared (a secret)`];
      }
      return sameValue(noun, property, wanted, value)
        ? []
        : [`${property}: ${differenceText(wanted, value, (list) => meaningOf(noun, property, list))}`];
    }
    const isOrdinary = sameValue(noun, property, value, base[property]) || sameValue(noun, property, value, outer[property]);
    return isOrdinary ? [] : [`${property} is ${bounded(JSON.stringify(value), 300)}, and not declared`];
  });
}

function documentedDefaults(noun: Noun): Values {
  return Object.fromEntries(
    Object.entries(noun.settings).flatMap(([property, setting]) => (setting.default === undefined ? [] : [[property, setting.default]])),
  );
}

// A setting that the server had no value for is put back to none: a plain undefined would be lost on the way through the state.
function withNulls(entries: readonly (readonly [string, unknown])[]): Values {
  return Object.fromEntries(entries.map(([property, value]) => [property, value ?? null]));
}
