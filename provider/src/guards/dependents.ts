import { identityKey } from "../configurations/identity";
import { proxy } from "../configurations/proxy";
import type { WebServiceValues } from "../configurations/webService";
import { asStored, type View } from "../stack/memory";
import { passiveBefore } from "./passiveBefore";
import { edgeIdentity, edgesInFront, expectedProxy } from "./proxyPlaces";
import { leavesCertificateAlone } from "./rules/methods";
import type { Dependents } from "./rules/turned";
import { unjudged } from "./unjudged";
import { expectedWeb } from "./webBehind";
import { isSurelyPassive } from "./webPlaces";

/**
 * The other pools that relied on a pool being passive before this run, and that do not change.
 * `web` is what will apply to that pool.
 */
export async function dependentsOf(view: View, fqdn: string, web: WebServiceValues): Promise<Dependents> {
  const { deployment } = view;
  const directory = await deployment.directory();
  const own = directory.get(identityKey(fqdn));
  if (own === undefined) return { backedUp: undefined, directed: [], edges: [], unread: [] };
  const before = await passiveBefore(view);
  const staysPassive = async (pool: string): Promise<boolean> =>
    before.has(identityKey(pool)) && isSurelyPassive(await expectedWeb(view, pool));
  const backup = own.roles.includes("UserServer") ? await deployment.backupPool(own.fqdn) : undefined;
  const others = own.roles.includes("Director") ? [...directory.values()].filter(({ site }) => site === own.site) : [];
  const directed: string[] = [];
  for (const { fqdn: other, roles } of others) if (!roles.includes("Director") && (await staysPassive(other))) directed.push(other);
  const edges: string[] = [];
  const unread = new Set<string>();
  // An Edge needs only that the pool has passive authentication on, even next to another method.
  const inFront = web.useWsFedPassiveAuth === true ? [] : edgesInFront(own, directory);
  for (const { fqdn: edge } of inFront) {
    const identity = edgeIdentity(edge);
    const both = [await expectedProxy(view, identity), await expectedProxy(asStored(view), identity)];
    for (const text of both.flatMap((one) => unjudged(proxy, one))) unread.add(text);
    if (both.every((one) => one !== undefined && leavesCertificateAlone(one.values))) edges.push(edge);
  }
  return { backedUp: backup !== undefined && (await staysPassive(backup)) ? backup : undefined, directed, edges, unread: [...unread] };
}
