import { writeFileSync } from "node:fs";
import type { Pool, Topology } from "../../provider/src/simulator/topology";
import { passiveOnServer, web } from "./judging";

/** What differs from the defaults in a generated deployment. */
export interface Otherwise extends Partial<Omit<Topology, "sites">> {
  /** What differs in single pools, by their number. Numbers start at 1. */
  pools?: Record<number, Partial<Pool>>;
  /** Further pools in the site, such as a Director. */
  others?: Pool[];
}

/** The name of a generated pool. Numbers start at 1. */
export function poolName(number: number): string {
  return `LyncPool${String(number).padStart(4, "0")}.contoso.com`;
}

/** The names of a given number of generated pools. */
export function poolNames(pools: number): string[] {
  return Array.from({ length: pools }, (_, index) => poolName(index + 1));
}

/**
 * A deployment with one site and a given number of Enterprise pools. Each pool has two computers.
 */
export function topologyOf(pools: number, { pools: single = {}, others = [], ...more }: Otherwise = {}): Topology {
  const all = poolNames(pools).map((fqdn, index): Pool => {
    const number = String(index + 1);
    return { fqdn, role: "enterprisePool", computers: [`fe${number}a.contoso.com`, `fe${number}b.contoso.com`], ...single[index + 1] };
  });
  return { serverVersion: 2013, ...more, sites: [{ name: "Redmond", pools: [...all, ...others] }] };
}

/** Makes pools of a simulated deployment passive, all at once, by writing its state file. */
export function makePassive(topologyFile: string, pools: readonly string[]): void {
  const collections = Object.fromEntries(pools.map((pool) => [web(pool), passiveOnServer]));
  writeFileSync(topologyFile.replace(/\.json$/, ".state.json"), JSON.stringify({ CsWebServiceConfiguration: collections }));
}
