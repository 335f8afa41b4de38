import { identityKey } from "../configurations/identity";
import { webIdentity, webService } from "../configurations/webService";
import { isBranch } from "../deployment/directory";
import { offeredTogether } from "./rules/methods";
import type { View } from "../stack/memory";
import { webSettings } from "./rules/typedValues";
import { unjudged } from "./unjudged";
import { heardWeb, type ExpectedWeb } from "./webPlaces";

/** The Web Services from which clients that sign in at a proxy get their web tickets. */
export interface WebBehind {
  /** The pools that have them. None if unknown; several if it is unknown which of these it is. */
  pools: string[];
  /**
   * The settings that will apply there, or what several pools offer together. Undefined if they are
   * unknown.
   */
  web: Pick<ExpectedWeb, "values" | "unknown"> | undefined;
  /** The settings that could not be read, in words. */
  unread: string[];
}

/**
 * The Web Services behind the proxy of a pool: its own, those of an Edge's next hop, or those of
 * the pool that serves a branch.
 */
export async function webBehind(view: View, fqdn: string): Promise<WebBehind> {
  const pools = await webPoolsBehind(view, fqdn);
  const webs = (await Promise.all(pools.map((pool) => expectedWeb(view, pool)))).filter((web) => web !== undefined);
  const unread = [...new Set(webs.flatMap((web) => unjudged(webService, web)))];
  if (webs.length < 2) return { pools, web: webs[0], unread };
  const unknown = [...new Set(webs.flatMap((web) => web.unknown))];
  return { pools, web: { values: offeredTogether(webs.map(({ values }) => values)), unknown }, unread };
}

/**
 * The pools that have them. If the topology does not name the pool that serves a branch, it is one
 * of the pools with users in the branch's site.
 */
export async function webPoolsBehind({ deployment }: View, fqdn: string): Promise<string[]> {
  const directory = await deployment.directory();
  const pool = directory.get(identityKey(fqdn));
  if (pool === undefined) return [];
  if (pool.roles.includes("WebServer")) return [pool.fqdn];
  if (!isBranch(pool)) return pool.nextHop === undefined ? [] : [pool.nextHop];
  const named = directory.get(identityKey(pool.homePool ?? ""));
  if (named?.roles.includes("WebServer") === true) return [named.fqdn];
  const withUsers = [...directory.values()].filter(({ site, roles }) => site === pool.site && roles.includes("UserServer"));
  return withUsers.map((one) => one.fqdn);
}

/** The Web Services settings that will apply to a pool. */
export async function expectedWeb(view: View, pool: string): Promise<ExpectedWeb | undefined> {
  const { memory } = view;
  const identity = webIdentity(pool);
  const expected = await heardWeb(view, pool);
  if (expected === undefined || memory.outlook.expected(webService, identity) !== undefined) return expected;
  // The program declares it, but this process has not checked it yet.
  if (memory.outlook.willBePassive(pool)) return { ...expected, identity, values: { ...expected.values, useWsFedPassiveAuth: true } };
  // A collection whose identity is not known yet may turn out to be this pool's.
  return memory.declarations.hasUnidentified(webService)
    ? { ...expected, unknown: webSettings(Object.keys(webService.settings)) }
    : expected;
}
