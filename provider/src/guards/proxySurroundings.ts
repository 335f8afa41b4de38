import { identityKey, type Identity } from "../configurations/identity";
import { proxy } from "../configurations/proxy";
import { webService } from "../configurations/webService";
import type { DirectoryPool } from "../deployment/directory";
import { inWords } from "../finding";
import type { View } from "../stack/memory";
import { mayDeclareProxy } from "./proxyPlaces";
import type { AroundProxy } from "./rules/aroundProxy";
import { isPassiveAlone, waysToTicket } from "./rules/methods";
import { unjudged } from "./unjudged";
import { expectedWeb, webBehind } from "./webBehind";
import { mayBePassive } from "./webPlaces";

/**
 * The Web Services behind a proxy collection. The Web Services behind the global proxy collection
 * are those of all pools that inherit it.
 */
export async function aroundProxy(view: View, identity: Identity): Promise<AroundProxy[]> {
  const { deployment } = view;
  const pools = identity.scope === "service" ? [identity.pool] : await inheritorsOf(view);
  const alike = new Map<string, AroundProxy & { pools: string[] }>();
  const directory = await deployment.directory();
  for (const fqdn of pools) {
    const { pools: behind, web, unread: unreadBehind } = await webBehind(view, fqdn);
    const isEdge = directory.get(identityKey(fqdn))?.roles.includes("EdgeServer") === true;
    const ways = web === undefined ? undefined : waysToTicket(web.values, { offersOAuth: false });
    const isBehindPassive = web !== undefined && isPassiveAlone(web.values);
    // Only in this case does it matter that the pool is an Edge's next hop.
    const isNextHop = ways === "everyone" && web?.values.useWsFedPassiveAuth !== true && isEdge;
    const hop = isEdge && isBehindPassive ? directory.get(identityKey(behind[0] ?? "")) : undefined;
    const { leftOut, unread: unreadBeside } = await leftOutBeside(view, hop);
    const unread = [...new Set([...unreadBehind, ...unreadBeside])];
    const isAnyOf = behind.length > 1;
    const key = JSON.stringify([isNextHop, leftOut, isAnyOf && behind, ways, isBehindPassive, web?.unknown, unread]);
    const group: AroundProxy & { pools: string[] } = alike.get(key) ?? {
      ...{ pool: undefined, web: web?.values, unknown: web?.unknown ?? [] },
      ...{ isNextHop, leftOut, isAnyOf, unread, pools: [] },
    };
    group.pools.push(...behind.filter((pool) => !group.pools.includes(pool)));
    alike.set(key, group);
  }
  return [...alike.values()].map((around) => ({ ...around, pool: around.pools.length === 0 ? undefined : inWords(around.pools) }));
}

/** The pools that have no proxy collection of their own and will have none. They inherit Global. */
async function inheritorsOf(view: View): Promise<string[]> {
  const { deployment, memory } = view;
  const inheritors: string[] = [];
  for (const { fqdn, roles } of (await deployment.directory()).values()) {
    const service = proxy.services.find((one) => roles.includes(one));
    if (service === undefined) continue;
    const identity = `Service:${service}:${fqdn}`;
    if (mayDeclareProxy(view, identity)) continue;
    if (memory.outlook.isLeaving(proxy, identity) || (await deployment.find(proxy, identity)) === undefined) inheritors.push(fqdn);
  }
  return inheritors;
}

/**
 * The pools with users that will not be passive, in the site of an Edge's passive next hop. None if
 * a Director demands the second factor: the next hop itself, or a passive Director to which
 * sign-ins are passed on.
 */
async function leftOutBeside(view: View, hop: DirectoryPool | undefined): Promise<{ leftOut: string[]; unread: string[] }> {
  const { deployment } = view;
  if (hop?.roles.includes("UserServer") !== true) return { leftOut: [], unread: [] };
  const [leftOut, unread]: [string[], string[]] = [[], []];
  for (const { fqdn, site, roles } of (await deployment.directory()).values()) {
    const isDirector = roles.includes("Director");
    if (site !== hop.site || (!isDirector && !roles.includes("UserServer"))) continue;
    const web = await expectedWeb(view, fqdn);
    unread.push(...unjudged(webService, web));
    // If the settings are not known, the pool may be passive.
    const isPassive = mayBePassive(web);
    if (isDirector && isPassive) return { leftOut: [], unread };
    if (!isDirector && !isPassive) leftOut.push(fqdn);
  }
  return { leftOut, unread };
}
