import type { Identity } from "../configurations/identity";
import { inWords, type Finding } from "../guards/finding";

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
    group.pools.push(pool);
    alike.set(finding.message, group);
  }
  if (identity.scope === "service") return [...alike.values()].map(({ finding }) => finding);
  return [...alike.values()].map(({ finding, pools }) => {
    const who =
      pools.length === 1 ? `${pools[0] ?? ""}, which inherits this` : `${pools.length} pools that inherit this (${inWords(pools)})`;
    return { ...finding, message: `${who}: ${finding.message}` };
  });
}
