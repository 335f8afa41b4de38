import { formatIdentity, identityKey, parseIdentity, type Identity } from "../configurations/identity";
import { isUnread, type Noun, type Values } from "../configurations/noun";
import { precedence } from "../configurations/precedence";
import type { Collection } from "../deployment/deployment";
import { requireRead } from "../deployment/unread";
import { asStored, type Reader, type Scope, type View } from "./memory";
import type { Expected } from "./outlook";
import { unknownValue } from "./unknown";
import { decidingUnread } from "./deciding";

/**
 * What a scope would inherit without a collection of its own: the whole nearest collection, as it
 * is stored. The global scope inherits nothing.
 */
export function inheritedBy(scope: Scope<Reader>, identity: Identity): Promise<Expected | undefined> {
  return expectedWithout(asStored(scope), identity);
}

/**
 * What will apply to a scope: the whole nearest collection. If this process has seen that the
 * program changes that collection, it is as the program makes it. Otherwise it is as it is now.
 */
export async function expectedFor(scope: Scope<Reader>, identity: Identity): Promise<Expected | undefined> {
  return nearestExpected(scope, precedence(scope.noun, identity, await siteOf(scope, identity)));
}

/** What a scope will inherit once it has no collection of its own. */
export async function expectedWithout(scope: Scope<Reader>, identity: Identity): Promise<Expected | undefined> {
  const [, ...outer] = precedence(scope.noun, identity, await siteOf(scope, identity));
  return nearestExpected(scope, outer);
}

/** What a scope would inherit without a collection of its own. */
export interface Inherited extends Collection {
  /** The settings in it that are secret. */
  secrets: readonly string[];
}

/**
 * What a scope will inherit without a collection of its own, as this program makes it. A value that
 * is not known yet is Pulumi's unknown value.
 */
export async function willInherit(scope: Scope<Reader>, identity: string): Promise<Inherited | undefined> {
  const expected = await expectedWithout(scope, parseIdentity(identity, scope.noun));
  if (expected === undefined) return undefined;
  const unknown = expected.unknown.filter((property) => !isUnread(expected, property));
  return { ...expected, values: { ...expected.values, ...Object.fromEntries(unknown.map((property) => [property, unknownValue])) } };
}

/**
 * Recorded values in which a secret of an outer collection is null. Each null is replaced with the
 * value in that collection.
 * @throws LyncError if that value cannot be read.
 */
export async function withOuterSecrets(scope: Scope<Reader>, identity: string, values: Values): Promise<Values> {
  const hidden = Object.keys(values).filter((property) => values[property] === null);
  if (hidden.length === 0) return values;
  const outer = await willInherit(scope, identity);
  if (outer === undefined) return values;
  requireRead(scope.noun, outer, { properties: hidden, secrets: outer.secrets, instead: "or declare the value here" });
  const told = Object.entries(values).map(([property, value]) => [property, value ?? outer.values[property]] as const);
  return Object.fromEntries(told.filter(([, value]) => value !== undefined));
}

async function nearestExpected(scope: Scope<Reader>, candidates: readonly Identity[]): Promise<Expected | undefined> {
  const { noun, deployment, memory } = scope;
  for (const candidate of candidates) {
    const identity = formatIdentity(candidate);
    const expected = memory.outlook.expected(noun, identity);
    if (expected !== undefined) return countedAsUnknown(noun, expected);
    if (memory.outlook.isLeaving(noun, identity)) continue;
    const found = await deployment.find(noun, identity);
    if (found !== undefined) return countedAsUnknown(noun, { ...found, unknown: [], secrets: memory.owned.secretsOf(noun, identity) });
  }
  return undefined;
}

/**
 * Treats a deciding setting that could not be read as not known yet, so that no guard takes it for
 * off.
 */
function countedAsUnknown(noun: Noun, expected: Expected): Expected {
  const unread = expected.unread === undefined ? [] : decidingUnread(noun, expected);
  return unread.length === 0 ? expected : { ...expected, unknown: [...new Set([...expected.unknown, ...unread])] };
}

async function siteOf({ deployment }: View<Reader>, identity: Identity): Promise<string | undefined> {
  if (identity.scope !== "service") return undefined;
  return (await deployment.directory()).get(identityKey(identity.pool))?.site;
}
