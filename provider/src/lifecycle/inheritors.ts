import { formatIdentity, identityKey, parseIdentity, type Identity } from "../configurations/identity";
import { precedence } from "../configurations/precedence";
import { webIdentity, webService } from "../configurations/webService";
import type { Deployment } from "../deployment/deployment";
import { inWords, type Finding } from "../guards/finding";
import { claimsOn } from "./claims";
import { poolsUnder } from "./surroundings";

/**
 * The pools that a collection of Web Services is certain to hold for. An outer collection is checked before the inner ones: so, while the program is not whole, those
 * are left out that it declares, or may declare, a nearer collection for.
 */
export async function certainUnder(deployment: Deployment, identity: Identity, { isWhole }: { isWhole: boolean }): Promise<string[]> {
  if (identity.scope === "service") return [identity.pool];
  const claims = claimsOn(deployment);
  if (claims.hasUnidentified(webService)) return [];
  const pools = await poolsUnder(deployment, identity);
  if (isWhole) return pools;
  const directory = await deployment.directory();
  return pools.filter((pool) => {
    const candidates = precedence(webService, parseIdentity(webIdentity(pool), webService), directory.get(identityKey(pool))?.site);
    const nearer = candidates.slice(
      0,
      candidates.findIndex(({ scope }) => scope === identity.scope),
    );
    return !nearer.some((one) => claims.mayDeclareWebService(formatIdentity(one)));
  });
}

/** What is said of a pool that a collection will hold for. */
export interface OfPool {
  pool: string;
  finding: Finding;
}

/** What is said of the pools that a collection will hold for; where they inherit it, once for those of which the same is said, with their names. */
export function saidOnce(identity: Identity, found: readonly OfPool[]): Finding[] {
  const alike = new Map<string, { finding: Finding; pools: string[] }>();
  for (const { pool, finding } of found) {
    const group = alike.get(finding.message) ?? { finding, pools: [] };
    // Of two of its proxies that inherit one collection the same may be said.
    if (!group.pools.includes(pool)) group.pools.push(pool);
    alike.set(finding.message, group);
  }
  if (identity.scope === "service") return [...alike.values()].map(({ finding }) => finding);
  return [...alike.values()].map(({ finding, pools }) => {
    const who =
      pools.length === 1 ? `${pools[0] ?? ""}, which inherits this` : `${pools.length} pools that inherit this (${inWords(pools)})`;
    return { ...finding, message: `${who}: ${finding.message}` };
  });
}
