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
import { sentence } from "../sentence";
import { startingValues } from "./startingValues";

/** What to expect of a collection that is new to this stack's state. */
export async function ofNew(scope: Scope, declared: Declared, found: Collection | undefined): Promise<Expectation> {
  const { noun, memory } = scope;
  if (found === undefined) return startOf(scope, declared);
  // A replacement of a collection that this stack already has keeps its records.
  const owned = memory.owned.get(noun, declared.identity);
  if (owned !== undefined) return ofManaged(scope, { before: owned, after: declared, found });
  // In a preview, the value of `adopt` may not be known yet.
  if (isGlobal(found.identity) || mayBeOn(declared.options.adopt)) return ofAdopted(scope, declared, found);
  return ofFound(scope, declared, found);
}

/**
 * A collection that exists and is not adopted. It is taken over if it is as this stack would have
 * created it. Otherwise it is refused.
 */
async function ofFound(scope: Scope, declared: Declared, found: Collection): Promise<Expectation> {
  const { noun } = scope;
  const differences = await differencesTo(scope, declared, found);
  if (differences.length === 0) {
    const inherited = await unfinished(scope, declared, found);
    const lacking = Object.keys(differing(noun, { ...inherited, ...declared.values }, found));
    const half =
      lacking.length === 0
        ? "with the declared values"
        : `with the values that New gives it, and this run sets the rest (${lacking.join(", ")})`;
    const message = `This collection already exists ${half}. Nothing else is set in it, so this stack takes it over. If another stack created it, destroying either stack removes it.`;
    const { secrets } = await inheritedNow(scope, declared.identity);
    const outers = secrets.filter((property) => property in found.values && !(property in declared.values));
    const base = { ...found.values, ...inherited };
    const warnings = [warned("takenOver", "", message)];
    return { base, ...unreadBut(found, Object.keys(inherited)), records: nonEmpty({ inherited }), secrets: outers, warnings };
  }
  throw new LyncError(
    `"${found.identity}" already has a ${noun.type} that this stack does not manage, and it differs from the declaration. ${differences.join(" ")} ` +
      "If this stack created it, run with --refresh. If the resource was renamed, give it aliases. To take it over, and restore its values on destroy, declare adopt: true.",
    { kind: "alreadyExists" },
  );
}

/** The inherited values that are missing because a crash came between New and the Set after it. */
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
 * How a collection differs from the one that this stack would have created, in sentences. The
 * sentences name declared settings, and undeclared settings that have neither their default nor the
 * inherited value. Settings that are set after New may still be missing, because a crash may have
 * come between the two.
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
      if (hidden.includes(property)) return [`${property} does not have the declared value, which is a secret.`];
      return [`${property}: ${differenceText(wanted, value, (list) => meaningOf(noun, property, list))}.`];
    }
    const shown = secrets.includes(property) ? "set" : bounded(JSON.stringify(value), 300);
    return isOrdinary ? [] : [`${property} is ${shown}, but is not declared.`];
  });
  return [...differences, ...unread.map(sentence)];
}
