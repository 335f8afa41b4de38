import { identityKey, parseIdentity } from "../configurations/identity";
import type { Noun, Values } from "../configurations/noun";
import { isRefused, type Finding } from "../finding";
import type { Options } from "../stack/declared";
import type { View } from "../stack/memory";
import type { Expected } from "../stack/outlook";
import { guardItself, guardSurroundings } from "./collectionGuards";
import { subjectOf } from "./judge";
import { isPassiveAlone, leavesCertificateAlone, unknownPasswordMethods } from "./rules/methods";
import { turnsPassiveOn } from "./rules/passive";
import { webValues } from "./rules/typedValues";
import type { Subject } from "./subject";
import { ownUnjudged } from "./unjudged";

/** What holds somewhere now. */
export interface Present {
  noun: Noun;
  /** Of the scope that it holds for, which may inherit it. */
  identity: string;
  /** The collection that holds. */
  found: Expected;
  /** What the declaration of it permits. */
  options: Options;
}

/**
 * What the guards say of what holds for a scope now, together with what stands around it.
 * @param stored the deployment as it is stored.
 */
export async function judgePresent(stored: View, { noun, identity, found, options }: Present): Promise<Finding[]> {
  const subject = await presentSubject(stored, { noun, identity, found, options });
  // What a collection means by itself is said where it is, and what it means for a pool at the
  // pool.
  const isOwn = identityKey(found.identity) === identityKey(identity);
  const own = isOwn ? [...guardItself(subject), ...ownUnjudged(noun, { ...found, identity })] : [];
  return subject.identity.scope === "service" ? [...own, ...(await guardSurroundings(stored, subject, "atEnd"))] : own;
}

/**
 * What they refuse of it: whatever is declared of it later, as long as it stays so. It asks nothing
 * of the deployment pool by pool.
 */
export async function refusedPresent(stored: View, present: Present): Promise<Finding[]> {
  const subject = await presentSubject(stored, present);
  const all = [...guardItself(subject), ...(await guardSurroundings(stored, subject, "stored"))];
  return all.filter(isRefused);
}

async function presentSubject(stored: View, { noun, identity, found, options }: Present): Promise<Subject> {
  const inputs = { identity, values: found.values, options, records: {} };
  const background = { expected: { ...found, identity }, base: found.values, stored: undefined, isManaged: true, isUnchanged: true };
  return { ...(await subjectOf({ ...stored, noun }, inputs, background)), makesPassive: isPassiveOn(noun, found.values) };
}

/** Whether passive authentication is on there. */
export function isPassiveOn(noun: Noun, values: Values): boolean {
  return turnsPassiveOn(noun, { after: values });
}

/**
 * Whether settings are meant to let users in by passive authentication: Web Services that have it
 * on, of a wider scope those that have nothing else on; a proxy that takes certificates alone.
 *
 * @param scope the scope of the collection that has them.
 */
export function isMeantPassive(noun: Noun, values: Values, identity: string): boolean {
  switch (noun.governs) {
    case "webTicket":
      return parseIdentity(identity, noun).scope === "service" ? isPassiveOn(noun, values) : isPassiveAlone(webValues(values));
    case "proxySignIn":
      return leavesCertificateAlone(values);
    case "nothing":
      return false;
  }
}

/** The settings of a proxy that may let users in by a password, because they have no value. */
export function passwordMethodsUnknown(noun: Noun, values: Values): string[] {
  return noun.governs === "proxySignIn" ? unknownPasswordMethods(values) : [];
}

/**
 * The noun among those of a pool whose collection says how its users are meant to get in: its Web
 * Services, or the proxy of one that has none.
 */
export function leadingNoun(nouns: readonly Noun[]): Noun | undefined {
  return nouns.find(({ governs }) => governs === "webTicket") ?? nouns.find(({ governs }) => governs === "proxySignIn");
}
