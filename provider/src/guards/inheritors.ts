import { formatIdentity, identityKey, parseIdentity, type Identity } from "../configurations/identity";
import { precedence } from "../configurations/precedence";
import { webIdentity, webService } from "../configurations/webService";
import type { View } from "../stack/memory";
import { inWords, type Finding } from "../finding";
import { poolsUnder } from "./surroundings";

/**
 * The pools that a collection of Web Services is certain to hold for. An outer collection is checked before the inner ones: so, while the program is not whole, those
 * are left out that it declares, or may declare, a nearer collection for.
 */
export async function certainUnder(view: View, identity: Identity, { isWhole }: { isWhole: boolean }): Promise<string[]> {
  const { deployment, memory } = view;
  if (identity.scope === "service") return [identity.pool];
  if (memory.declarations.hasUnidentified(webService)) return [];
  const pools = await poolsUnder(view, identity);
  if (isWhole) return pools;
  const directory = await deployment.directory();
  return pools.filter((pool) => {
    const candidates = precedence(webService, parseIdentity(webIdentity(pool), webService), directory.get(identityKey(pool))?.site);
    const nearer = candidates.slice(
      0,
      candidates.findIndex(({ scope }) => scope === identity.scope),
    );
    return !nearer.some((one) => memory.declarations.mayDeclareWebService(formatIdentity(one)));
  });
}

/** What is said of the pools that a collection will hold for, and of the collection; where pools inherit it, once for those of which the same is said, with their names. */
export function saidOnce(identity: Identity, found: readonly Finding[]): Finding[] {
  if (identity.scope === "service") return [...new Map(found.map((finding) => [finding.message, finding])).values()];
  return togetherBy(found, (pools) =>
    pools.length === 1 ? `${pools[0] ?? ""}, which inherits this` : `${pools.length} pools that inherit this (${inWords(pools)})`,
  );
}

/** What is said of pools, once for those of which the same is said; `who` tells of whom. */
export function togetherBy(found: readonly Finding[], who: (pools: readonly string[]) => string): Finding[] {
  const alike = new Map<string, { finding: Finding; pools: string[] }>();
  for (const finding of found) {
    const { message, ofPool } = finding;
    const group = alike.get(message) ?? { finding, pools: [] };
    // Of two of its proxies that inherit one collection the same may be said.
    if (ofPool !== undefined && !group.pools.includes(ofPool)) group.pools.push(ofPool);
    alike.set(message, group);
  }
  return [...alike.values()].map(({ finding: { ofPool, ...finding }, pools }) =>
    ofPool === undefined ? finding : { ...finding, message: `${who(pools)}: ${finding.message}` },
  );
}
