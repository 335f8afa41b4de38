import { formatIdentity, identityKey, parseIdentity, type Identity } from "../configurations/identity";
import type { Noun, Values } from "../configurations/noun";
import { precedence } from "../configurations/precedence";
import type { Deployment } from "../deployment/deployment";
import { claimsOn, unclaimed, type Expected } from "./claims";
import { unknownValue } from "./unknown";

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

/** What a scope would inherit if it had no collection of its own, as this program makes it; a value that is not known yet stays so. */
export async function willInherit(noun: Noun, deployment: Reader, identity: string): Promise<Values | undefined> {
  const expected = await expectedWithout(noun, deployment, parseIdentity(identity, noun));
  if (expected === undefined) return undefined;
  return { ...expected.values, ...Object.fromEntries(expected.unknown.map((property) => [property, unknownValue])) };
}

async function nearestExpected(noun: Noun, deployment: Reader, candidates: readonly Identity[]): Promise<Expected | undefined> {
  for (const candidate of candidates) {
    const identity = formatIdentity(candidate);
    const expected = claimsOn(deployment).expected(noun, identity);
    if (expected !== undefined) return expected;
    const found = await deployment.find(noun, identity);
    if (found !== undefined) return { ...found, unknown: [] };
  }
  return undefined;
}

async function siteOf(deployment: Reader, identity: Identity): Promise<string | undefined> {
  if (identity.scope !== "service") return undefined;
  return (await deployment.directory()).get(identityKey(identity.pool))?.site;
}
