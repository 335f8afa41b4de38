import type { Identity } from "../configurations/identity";
import { inWords, type Finding } from "../finding";

/**
 * Merges findings about a collection and about the pools that it will apply to. If several pools
 * inherit it, the same finding is returned once, with their names.
 */
export function saidOnce(identity: Identity, found: readonly Finding[]): Finding[] {
  if (identity.scope === "service") return [...new Map(found.map((finding) => [finding.message, finding])).values()];
  return togetherBy(found, (pools) =>
    pools.length === 1
      ? `${pools[0] ?? ""}, which inherits this collection`
      : `${pools.length} pools that inherit this collection (${inWords(pools)})`,
  );
}

/** Merges the same findings about several pools into one; `who` puts their names into words. */
export function togetherBy(found: readonly Finding[], who: (pools: readonly string[]) => string): Finding[] {
  const alike = new Map<string, { finding: Finding; pools: string[] }>();
  for (const finding of found) {
    const { message, ofPool } = finding;
    const group = alike.get(message) ?? { finding, pools: [] };
    // Two proxies of a pool may inherit the same collection, and then have the same finding.
    if (ofPool !== undefined && !group.pools.includes(ofPool)) group.pools.push(ofPool);
    alike.set(message, group);
  }
  return [...alike.values()].map(({ finding: { ofPool, ...finding }, pools }) =>
    ofPool === undefined ? finding : { ...finding, message: `${who(pools)}: ${finding.message}` },
  );
}
