import type { Identity } from "../configurations/identity";
import { inWords, type Finding } from "../finding";

/**
 * What is said of the pools that a collection will hold for, and of the collection; where pools
 * inherit it, once for those of which the same is said, with their names.
 */
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
