import { formatIdentity, identityKey, parseIdentity, type Identity } from "../configurations/identity";
import { isUnread, type Noun, type Values } from "../configurations/noun";
import { precedence } from "../configurations/precedence";
import type { Collection, Deployment } from "../deployment/deployment";
import { requireRead } from "../deployment/unread";
import { claimsOn, unclaimed, type Expected } from "./claims";
import { unknownValue } from "./unknown";
import { decidingUnread } from "./unread";

/** What has to be asked of a deployment. */
export type Reader = Pick<Deployment, "find" | "directory">;

/** What a scope would inherit if it had no collection of its own: the nearest that exists, whole, as it is stored. Nothing at global scope. */
export function inheritedBy(noun: Noun, deployment: Reader, identity: Identity): Promise<Expected | undefined> {
  return expectedWithout(noun, unclaimed(deployment), identity);
}

/** What will hold for a scope: the nearest collection, whole, as this program makes it, as far as this process has heard; else as it is. */
export async function expectedFor(noun: Noun, deployment: Reader, identity: Identity): Promise<Expected | undefined> {
  return nearestExpected(noun, deployment, precedence(noun, identity, await siteOf(deployment, identity)));
}

/** What a scope will inherit once it has no collection of its own. */
export async function expectedWithout(noun: Noun, deployment: Reader, identity: Identity): Promise<Expected | undefined> {
  const [, ...outer] = precedence(noun, identity, await siteOf(deployment, identity));
  return nearestExpected(noun, deployment, outer);
}

/** What a scope would inherit if it had no collection of its own. */
export interface Inherited extends Collection {
  /** The settings among them that are secret. */
  secrets: readonly string[];
}

/** The same, as this program makes it; a value that is not known yet stays so. */
export async function willInherit(noun: Noun, deployment: Reader, identity: string): Promise<Inherited | undefined> {
  const expected = await expectedWithout(noun, deployment, parseIdentity(identity, noun));
  if (expected === undefined) return undefined;
  const unknown = expected.unknown.filter((property) => !isUnread(expected, property));
  return { ...expected, values: { ...expected.values, ...Object.fromEntries(unknown.map((property) => [property, unknownValue])) } };
}

/** Values that were written down, with null in place of each that is a secret of an outer collection: with what that holds. @throws LyncError where that cannot be read. */
export async function withOuterSecrets(noun: Noun, deployment: Reader, identity: string, values: Values): Promise<Values> {
  const hidden = Object.keys(values).filter((property) => values[property] === null);
  if (hidden.length === 0) return values;
  const outer = await willInherit(noun, deployment, identity);
  if (outer === undefined) return values;
  requireRead(noun, outer, { properties: hidden, secrets: outer.secrets, instead: "or declare the value here" });
  const told = Object.entries(values).map(([property, value]) => [property, value ?? outer.values[property]] as const);
  return Object.fromEntries(told.filter(([, value]) => value !== undefined));
}

async function nearestExpected(noun: Noun, deployment: Reader, candidates: readonly Identity[]): Promise<Expected | undefined> {
  for (const candidate of candidates) {
    const identity = formatIdentity(candidate);
    const expected = claimsOn(deployment).expected(noun, identity);
    if (expected !== undefined) return countedAsUnknown(noun, expected);
    if (claimsOn(deployment).isLeaving(noun, identity)) continue;
    const found = await deployment.find(noun, identity);
    if (found !== undefined)
      return countedAsUnknown(noun, { ...found, unknown: [], secrets: claimsOn(deployment).secretsOf(noun, identity) });
  }
  return undefined;
}

/** Takes what decides, and could not be read, for not known: no guard may count it as off. */
function countedAsUnknown(noun: Noun, expected: Expected): Expected {
  const unread = expected.unread === undefined ? [] : decidingUnread(noun, expected);
  return unread.length === 0 ? expected : { ...expected, unknown: [...new Set([...expected.unknown, ...unread])] };
}

async function siteOf(deployment: Reader, identity: Identity): Promise<string | undefined> {
  if (identity.scope !== "service") return undefined;
  return (await deployment.directory()).get(identityKey(identity.pool))?.site;
}
