import { formatIdentity, identityKey, parseIdentity, type Identity } from "../configurations/identity";
import type { Noun, Values } from "../configurations/noun";
import { proxy } from "../configurations/proxy";
import { webIdentity, webService } from "../configurations/webService";
import { isBranch, type DirectoryPool } from "../deployment/directory";
import { inWords } from "../finding";
import { isPassiveAlone, isTicketUnknown, leavesCertificateAlone, waysToTicket } from "./rules/methods";
import type { AroundProxy } from "./rules/aroundProxy";
import type { AroundWebService, ProxyOfPool } from "./rules/aroundWebService";
import type { Dependents } from "./rules/turned";
import { expectedFor } from "../stack/effective";
import { asStored, type Scope, type View } from "../stack/memory";
import { passiveBefore } from "./passiveBefore";
import { unjudged } from "./unjudged";
import { expectedWeb, webBehind, webPoolsBehind } from "./webBehind";

/** What stands around a proxy collection: the Web Services behind it, for the global one of all pools that inherit it. */
export async function aroundProxy(scope: Scope, identity: Identity): Promise<AroundProxy[]> {
  const { deployment } = scope;
  const pools = identity.scope === "service" ? [identity.pool] : await inheritorsOf(scope);
  const alike = new Map<string, AroundProxy & { pools: string[] }>();
  const directory = await deployment.directory();
  for (const fqdn of pools) {
    const { pools: behind, web, unread: unreadBehind } = await webBehind(scope, fqdn);
    const isEdge = directory.get(identityKey(fqdn))?.roles.includes("EdgeServer") === true;
    const ways = web === undefined ? undefined : waysToTicket(web.values, { modernAuthentication: false });
    const isBehindPassive = web !== undefined && isPassiveAlone(web.values);
    // It is of account there alone.
    const isNextHop = ways === "everyone" && web?.values.useWsFedPassiveAuth !== true && isEdge;
    const hop = isEdge && isBehindPassive ? directory.get(identityKey(behind[0] ?? "")) : undefined;
    const { leftOut, unread: unreadBeside } = await leftOutBeside(scope, hop);
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

/** What stands around the Web Services that hold for a pool, as they will be: the proxies that its users sign in at, and, where it is passive, the pools that they are sent to. */
export async function aroundWebService(view: View, fqdn: string, web: Values): Promise<AroundWebService> {
  const { deployment } = view;
  const directory = await deployment.directory();
  const own = directory.get(identityKey(fqdn));
  if (own === undefined) return { neighbours: [], proxies: [], unread: [] };
  const { neighbours, unread } = isPassiveAlone(web) ? await neighboursOf(view, own, directory) : { neighbours: [], unread: [] };
  const around = await proxiesOf(view, own, directory);
  return { neighbours, proxies: around.proxies, unread: [...unread, ...around.unread] };
}

/** The pools that a collection of Web Services will hold for. */
export async function poolsUnder(view: View, identity: Identity): Promise<string[]> {
  const { deployment } = view;
  if (identity.scope === "service") return [identity.pool];
  const key = identityKey(formatIdentity(identity));
  const pools: string[] = [];
  for (const { fqdn, roles } of (await deployment.directory()).values()) {
    if (!roles.includes("WebServer")) continue;
    const expected = await expectedFor({ ...view, noun: webService }, parseIdentity(webIdentity(fqdn), webService));
    if (expected !== undefined && identityKey(expected.identity) === key) pools.push(fqdn);
  }
  return pools;
}

/** The pools that have no proxy collection of their own, and will have none: the global one holds for them. */
async function inheritorsOf(scope: Scope): Promise<string[]> {
  const { noun, deployment, memory } = scope;
  const inheritors: string[] = [];
  for (const { fqdn, roles } of (await deployment.directory()).values()) {
    const service = noun.services.find((one) => roles.includes(one));
    if (service === undefined) continue;
    const identity = `Service:${service}:${fqdn}`;
    if (mayDeclareProxy(scope, identity)) continue;
    if (memory.outlook.isLeaving(noun, identity) || (await deployment.find(noun, identity)) === undefined) inheritors.push(fqdn);
  }
  return inheritors;
}

/** The pools with users, in the site of an Edge's passive next hop, that will not be passive. None where a Director asks for the second factor: the next hop itself, or a passive one, to which sign-ins pass on. */
async function leftOutBeside(view: View, hop: DirectoryPool | undefined): Promise<{ leftOut: string[]; unread: string[] }> {
  const { deployment } = view;
  if (hop?.roles.includes("UserServer") !== true) return { leftOut: [], unread: [] };
  const [leftOut, unread]: [string[], string[]] = [[], []];
  for (const { fqdn, site, roles } of (await deployment.directory()).values()) {
    const isDirector = roles.includes("Director");
    if (site !== hop.site || (!isDirector && !roles.includes("UserServer"))) continue;
    const web = await expectedWeb(view, fqdn);
    unread.push(...unjudged(webService, web));
    // What is not known may be passive.
    const mayBePassive = web === undefined || isTicketUnknown(web.unknown) || isPassiveAlone(web.values);
    if (isDirector && mayBePassive) return { leftOut: [], unread };
    if (!isDirector && !mayBePassive) leftOut.push(fqdn);
  }
  return { leftOut, unread };
}

/** The proxy collections that will hold for a pool's users: its own, those of the Edges in front of it, and those of the branches that it stands behind. None where one whose identity is not known yet may turn out to be any. */
async function proxiesOf(
  view: View,
  own: DirectoryPool,
  directory: ReadonlyMap<string, DirectoryPool>,
): Promise<Pick<AroundWebService, "proxies" | "unread">> {
  const { memory } = view;
  if (memory.declarations.hasUnidentified(proxy)) return { proxies: [], unread: [] };
  const places = [
    ...(own.roles.includes("Registrar") ? [{ identity: `Service:Registrar:${own.fqdn}` }] : []),
    ...edgesInFront(own, directory).map(({ fqdn: edge }) => ({ identity: edgeIdentity(edge), edge })),
    ...(await branchesOf(view, own, directory)).map((branch) => ({ identity: `Service:Registrar:${branch}`, branch })),
  ];
  const proxies: ProxyOfPool[] = [];
  const unread = new Set<string>();
  for (const place of places) {
    const expected = await expectedFor({ ...view, noun: proxy }, parseIdentity(place.identity, proxy));
    if (expected === undefined) continue;
    for (const text of unjudged(proxy, expected)) unread.add(text);
    const isDeclared = [place.identity, expected.identity].some((identity) => mayDeclareProxy(view, identity));
    proxies.push({ ...place, identity: expected.identity, values: expected.values, isDeclared });
  }
  return { proxies, unread: [...unread] };
}

/** The branches that a pool stands behind. One that may be another pool's as well counts only where no other would give its users a web ticket. */
async function branchesOf(view: View, own: DirectoryPool, directory: ReadonlyMap<string, DirectoryPool>): Promise<string[]> {
  const branches: string[] = [];
  for (const branch of directory.values()) {
    if (!isBranch(branch)) continue;
    const behind = await webPoolsBehind(view, branch.fqdn);
    if (!behind.includes(own.fqdn)) continue;
    const others = await Promise.all(behind.filter((pool) => pool !== own.fqdn).map((pool) => expectedWeb(view, pool)));
    const mayServe = others.some(
      (web) => web === undefined || isTicketUnknown(web.unknown) || waysToTicket(web.values, { modernAuthentication: false }) !== "none",
    );
    if (!mayServe) branches.push(branch.fqdn);
  }
  return branches;
}

/** Whether the program declares a pool's proxy; one whose identity is not known yet may turn out to be it. */
function mayDeclareProxy({ memory }: View, identity: string): boolean {
  return (
    memory.declarations.valuesOf(proxy, identity) !== undefined ||
    memory.declarations.declaresProxy(identity) ||
    memory.declarations.hasUnidentified(proxy)
  );
}

/** The pools that users of a pool are sent to: its backup pool, and the Directors of its site. */
async function neighboursOf(
  view: View,
  own: DirectoryPool,
  directory: ReadonlyMap<string, DirectoryPool>,
): Promise<Pick<AroundWebService, "neighbours" | "unread">> {
  const { deployment } = view;
  const isDirector = own.roles.includes("Director");
  const directors = [...directory.values()].filter(({ site, roles }) => site === own.site && roles.includes("Director"));
  const mayDiffer = own.roles.includes("UserServer") && !(await areAllPassive(view, directory));
  const backup = mayDiffer ? await deployment.backupPool(own.fqdn) : undefined;
  const pools = [
    ...(backup === undefined ? [] : [{ what: "the backup pool", pool: backup }]),
    ...(isDirector ? [] : directors.map((director) => ({ what: "the Director of its site,", pool: director.fqdn }))),
  ];
  const states = await Promise.all(pools.map(async (one) => ({ ...one, web: await expectedWeb(view, one.pool) })));
  const neighbours = states
    .filter(({ web }) => !isTicketUnknown(web?.unknown ?? []))
    .map(({ what, pool, web }) => ({ what, pool, isPassive: web !== undefined && isPassiveAlone(web.values) }));
  return { neighbours, unread: [...new Set(states.flatMap(({ web }) => unjudged(webService, web)))] };
}

/** Those who counted on a pool to be passive before this run, and stay as they are; `web` is what will hold for it. */
export async function dependentsOf(view: View, fqdn: string, web: Values): Promise<Dependents> {
  const { deployment } = view;
  const directory = await deployment.directory();
  const own = directory.get(identityKey(fqdn));
  if (own === undefined) return { backedUp: undefined, directed: [], edges: [], unread: [] };
  const before = await passiveBefore(view);
  const staysPassive = async (pool: string): Promise<boolean> => {
    const other = before.has(identityKey(pool)) ? await expectedWeb(view, pool) : undefined;
    return other !== undefined && !isTicketUnknown(other.unknown) && isPassiveAlone(other.values);
  };
  const backup = own.roles.includes("UserServer") ? await deployment.backupPool(own.fqdn) : undefined;
  const others = own.roles.includes("Director") ? [...directory.values()].filter(({ site }) => site === own.site) : [];
  const directed: string[] = [];
  for (const { fqdn: other, roles } of others) if (!roles.includes("Director") && (await staysPassive(other))) directed.push(other);
  const edges: string[] = [];
  const unread = new Set<string>();
  // An Edge asks no more than a pool that is passive beside another method.
  const inFront = web.useWsFedPassiveAuth === true ? [] : edgesInFront(own, directory);
  for (const { fqdn: edge } of inFront) {
    const identity = parseIdentity(edgeIdentity(edge), proxy);
    const both = [await expectedFor({ ...view, noun: proxy }, identity), await expectedFor({ ...asStored(view), noun: proxy }, identity)];
    for (const text of both.flatMap((one) => unjudged(proxy, one))) unread.add(text);
    if (both.every((one) => one !== undefined && leavesCertificateAlone(one.values))) edges.push(edge);
  }
  return { backedUp: backup !== undefined && (await staysPassive(backup)) ? backup : undefined, directed, edges, unread: [...unread] };
}

function edgesInFront(own: DirectoryPool, directory: ReadonlyMap<string, DirectoryPool>): DirectoryPool[] {
  return [...directory.values()].filter(
    ({ roles, nextHop = "" }) => roles.includes("EdgeServer") && identityKey(nextHop) === identityKey(own.fqdn),
  );
}

function edgeIdentity(edge: string): string {
  return `Service:EdgeServer:${edge}`;
}

/** Whether every pool that has users is passive. Then no backup pool can be in another state, and none needs to be asked for, which takes a cmdlet a pool. */
async function areAllPassive(view: View, directory: ReadonlyMap<string, DirectoryPool>): Promise<boolean> {
  const { memory } = view;
  const { known } = memory.passivePools;
  for (const [key, { fqdn, roles }] of directory) {
    if (!roles.includes("UserServer") || known.has(key)) continue;
    const web = await expectedWeb(view, fqdn);
    if (web === undefined || !isPassiveAlone(web.values)) return false;
    known.add(key);
  }
  return true;
}
