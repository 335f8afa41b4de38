import { formatIdentity, identityKey, parseIdentity, type Identity } from "../configurations/identity";
import type { Noun, Values } from "../configurations/noun";
import { precedence } from "../configurations/precedence";
import type { Collection, Deployment } from "../deployment/deployment";

/** What has to be asked of a deployment. */
export type Reader = Pick<Deployment, "find" | "directory">;

/** What a scope would inherit if it had no collection of its own: the nearest that exists, whole. Nothing at global scope. */
export async function inheritedBy(noun: Noun, deployment: Reader, identity: Identity): Promise<Collection | undefined> {
  const [, ...outer] = precedence(noun, identity, await siteOf(deployment, identity));
  return nearest(noun, deployment, outer);
}

/** What holds for a pool's service: its own collection, or what it inherits. */
export async function effectiveFor(noun: Noun, deployment: Reader, pool: string): Promise<Values | undefined> {
  const service = noun.services[0];
  if (service === undefined) return undefined;
  const identity = parseIdentity(`service:${service}:${pool}`, noun);
  return (await nearest(noun, deployment, precedence(noun, identity, await siteOf(deployment, identity))))?.values;
}

async function nearest(noun: Noun, deployment: Reader, candidates: readonly Identity[]): Promise<Collection | undefined> {
  for (const candidate of candidates) {
    const found = await deployment.find(noun, formatIdentity(candidate));
    if (found !== undefined) return found;
  }
  return undefined;
}

async function siteOf(deployment: Reader, identity: Identity): Promise<string | undefined> {
  if (identity.scope !== "service") return undefined;
  return (await deployment.directory()).get(identityKey(identity.pool))?.site;
}
