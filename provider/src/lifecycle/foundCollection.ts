import { isGlobal } from "../configurations/identity";
import { differing, meaningOf, sameValue, unreadBut, type Values } from "../configurations/noun";
import { bounded } from "../bounded";
import type { Collection } from "../deployment/deployment";
import { unreadTexts } from "../deployment/unread";
import { LyncError } from "../errors";
import { warned } from "../finding";
import { nonEmpty, secretsOf, type Declared } from "../stack/declared";
import type { Scope } from "../stack/memory";
import { isUnknown, mayBeOn } from "../stack/unknown";
import { ofAdopted } from "./adoption";
import { differenceText } from "./differenceText";
import type { Expectation } from "./expectation";
import { ofManaged } from "./managedCollection";
import { inheritedNow, startOf } from "./newCollection";
import { startingValues } from "./startingValues";

/** A collection that is new to this stack's state. */
export async function ofNew(scope: Scope, declared: Declared, found: Collection | undefined): Promise<Expectation> {
  const { noun, memory } = scope;
  if (found === undefined) return startOf(scope, declared);
  // A replacement of what this stack has already: it keeps what was written down.
  const owned = memory.owned.get(noun, declared.identity);
  if (owned !== undefined) return ofManaged(scope, { before: owned, after: declared, found });
  // Whether it is to be adopted may not be known yet, in a preview.
  if (isGlobal(found.identity) || mayBeOn(declared.options.adopt)) return ofAdopted(scope, declared, found);
  return ofFound(scope, declared, found);
}

/**
 * A collection that is there, and that nobody adopts: taken over where it is as this stack would
 * have made it, otherwise refused.
 */
async function ofFound(scope: Scope, declared: Declared, found: Collection): Promise<Expectation> {
  const { noun } = scope;
  const differences = await differencesTo(scope, declared, found);
  if (differences.length === 0) {
    const inherited = await unfinished(scope, declared, found);
    const lacking = Object.keys(differing(noun, { ...inherited, ...declared.values }, found));
    const half = lacking.length === 0 ? "as declared" : `as New makes it, and will be given what is set after that (${lacking.join(", ")})`;
    const message = `this collection is there already, ${half}, and with nothing else set: it is taken over. Where another stack made it, destroying either removes it`;
    const { secrets } = await inheritedNow(scope, declared.identity);
    const outers = secrets.filter((property) => property in found.values && !(property in declared.values));
    const base = { ...found.values, ...inherited };
    const warnings = [warned("takenOver", "", message)];
    return { base, ...unreadBut(found, Object.keys(inherited)), records: nonEmpty({ inherited }), secrets: outers, warnings };
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

/**
 * How a collection differs from what this stack would have made of it: declared settings, and
 * others that are neither at default nor as inherited. What is set after New may be missing still:
 * a crash may have come between.
 */
async function differencesTo(scope: Scope, declared: Declared, found: Collection): Promise<string[]> {
  const { noun, deployment } = scope;
  const [base, after] = [await startingValues(scope), await deployment.setAfterNew(noun)];
  const { values: outer, secrets } = await inheritedNow(scope, declared.identity);
  const hidden = [...secretsOf(declared.records), ...secrets];
  const unread = unreadTexts(noun, found, { properties: Object.keys(noun.settings), secrets: hidden });
  const differences = Object.keys(found.values).flatMap((property) => {
    const [value, wanted] = [found.values[property], declared.values[property]];
    const isOrdinary = sameValue(noun, property, [value, base[property]]) || sameValue(noun, property, [value, outer[property]]);
    if (wanted !== undefined) {
      if (isUnknown(wanted) || (isOrdinary && after.includes(property))) return [];
      if (sameValue(noun, property, [wanted, value])) return [];
      if (hidden.includes(property)) return [`${property} is not what is declared (a secret)`];
      return [`${property}: ${differenceText(wanted, value, (list) => meaningOf(noun, property, list))}`];
    }
    const shown = secrets.includes(property) ? "set" : bounded(JSON.stringify(value), 300);
    return isOrdinary ? [] : [`${property} is ${shown}, and not declared`];
  });
  return [...differences, ...unread];
}
