import { identityKey } from "../configurations/identity";
import { proxy } from "../configurations/proxy";
import type { WebServiceValues } from "../configurations/webService";
import { isBranch, type DirectoryPool } from "../deployment/directory";
import type { View } from "../stack/memory";
import { backupOf, neighboursOf } from "./neighbours";
import { edgeIdentity, edgesInFront, expectedProxy, mayDeclareProxy, registrarIdentity } from "./proxyPlaces";
import type { AroundWebService, ProxyOfPool } from "./rules/aroundWebService";
import { isPassiveAlone, isTicketUnknown, waysToTicket } from "./rules/methods";
import { unjudged } from "./unjudged";
import { expectedWeb, webPoolsBehind } from "./webBehind";

/**
 * The surroundings of the Web Services that will apply to a pool: the proxies where its users sign
 * in. For a passive pool, these are also the pools that its users are sent to.
 */
export async function aroundWebService(view: View, fqdn: string, web: WebServiceValues): Promise<AroundWebService> {
  const { deployment } = view;
  const directory = await deployment.directory();
  const own = directory.get(identityKey(fqdn));
  if (own === undefined) return { neighbours: [], proxies: [], unread: [] };
  const { neighbours, unread } = isPassiveAlone(web)
    ? await neighboursOf(view, own, { directory, backup: await backupOf(view, own, directory) })
    : { neighbours: [], unread: [] };
  const around = await proxiesOf(view, own, directory);
  return { neighbours, proxies: around.proxies, unread: [...unread, ...around.unread] };
}

/**
 * The proxy collections that will apply to a pool's users: its own, those of the Edges in front of
 * it, and those of the branches that it serves. None if the program declares a proxy whose identity
 * is not known yet, because that may be any of these.
 */
async function proxiesOf(
  view: View,
  own: DirectoryPool,
  directory: ReadonlyMap<string, DirectoryPool>,
): Promise<Pick<AroundWebService, "proxies" | "unread">> {
  const { memory } = view;
  if (memory.declarations.hasUnidentified(proxy)) return { proxies: [], unread: [] };
  const places = [
    ...(own.roles.includes("Registrar") ? [{ identity: registrarIdentity(own.fqdn) }] : []),
    ...edgesInFront(own, directory).map(({ fqdn: edge }) => ({ identity: edgeIdentity(edge), edge })),
    ...(await branchesOf(view, own, directory)).map((branch) => ({ identity: registrarIdentity(branch), branch })),
  ];
  const proxies: ProxyOfPool[] = [];
  const unread = new Set<string>();
  for (const place of places) {
    const expected = await expectedProxy(view, place.identity);
    if (expected === undefined) continue;
    for (const text of unjudged(proxy, expected)) unread.add(text);
    const isDeclared = [place.identity, expected.identity].some((identity) => mayDeclareProxy(view, identity));
    proxies.push({ ...place, identity: expected.identity, values: expected.values, isDeclared });
  }
  return { proxies, unread: [...unread] };
}

/**
 * The branches that a pool serves. A branch that other pools may serve, too, counts only if none of
 * those pools would give its users a web ticket.
 */
async function branchesOf(view: View, own: DirectoryPool, directory: ReadonlyMap<string, DirectoryPool>): Promise<string[]> {
  const branches: string[] = [];
  for (const branch of directory.values()) {
    if (!isBranch(branch)) continue;
    const behind = await webPoolsBehind(view, branch.fqdn);
    if (!behind.includes(own.fqdn)) continue;
    const others = await Promise.all(behind.filter((pool) => pool !== own.fqdn).map((pool) => expectedWeb(view, pool)));
    const mayServe = others.some(
      (web) => web === undefined || isTicketUnknown(web.unknown) || waysToTicket(web.values, { offersOAuth: false }) !== "none",
    );
    if (!mayServe) branches.push(branch.fqdn);
  }
  return branches;
}
