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

/** A collection that applies to a scope now. */
export interface Present {
  noun: Noun;
  /** The identity of the scope, which may inherit the collection. */
  identity: string;
  /** The collection that applies. */
  found: Expected;
  /** The options of the collection's declaration. */
  options: Options;
}

/**
 * Judges the collection that applies to a scope now, together with its surroundings.
 *
 * @param stored the deployment as it is stored.
 */
export async function judgePresent(stored: View, { noun, identity, found, options }: Present): Promise<Finding[]> {
  const subject = await presentSubject(stored, { noun, identity, found, options });
  // A finding about the collection by itself is reported at the collection. A finding about a pool
  // is reported at the pool.
  const isOwn = identityKey(found.identity) === identityKey(identity);
  const own = isOwn ? [...guardItself(subject), ...ownUnjudged(noun, { ...found, identity })] : [];
  return subject.identity.scope === "service" ? [...own, ...(await guardSurroundings(stored, subject, "atEnd"))] : own;
}

/**
 * The refusals among the findings of `judgePresent`. They apply as long as the collection does not
 * change, whatever a program declares later. This runs no cmdlet for each pool.
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

/** Whether passive authentication is on in a collection. */
export function isPassiveOn(noun: Noun, values: Values): boolean {
  return turnsPassiveOn(noun, { after: values });
}

/**
 * Whether a collection is meant for passive authentication. This is so for a pool's Web Services if
 * they have it on, for Web Services of a wider scope if they are passive, and for a proxy if it
 * takes only certificates.
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

/** The settings of a proxy that may let users sign in by a password, because they have no value. */
export function passwordMethodsUnknown(noun: Noun, values: Values): string[] {
  return noun.governs === "proxySignIn" ? unknownPasswordMethods(values) : [];
}

/**
 * The noun whose collection decides how a pool's users are meant to sign in: Web Services, or the
 * proxy if the pool has no Web Services.
 */
export function leadingNoun(nouns: readonly Noun[]): Noun | undefined {
  return nouns.find(({ governs }) => governs === "webTicket") ?? nouns.find(({ governs }) => governs === "proxySignIn");
}
