import { formatIdentity, identityKey, parseIdentity, type Identity } from "../configurations/identity";
import type { Noun, Values } from "../configurations/noun";
import { proxy } from "../configurations/proxy";
import { webIdentity, webService } from "../configurations/webService";
import type { Deployment } from "../deployment/deployment";
import type { DirectoryPool } from "../deployment/directory";
import { inWords } from "../guards/finding";
import { isPassiveAlone, isTicketUnknown, leavesCertificateAlone, waysToTicket } from "../guards/methods";
import type { AroundProxy, AroundWebService, Dependents, ProxyOfPool } from "../guards/surroundings";
import { claimsOn, unclaimed, type Expected } from "./claims";
import { expectedFor, type Reader } from "./effective";
import { passiveBefore, wasPassive } from "./passiveBefore";

/** What stands around a proxy collection: the Web Services of its pool, for the global one of all pools that inherit it. */
export async function aroundProxy(noun: Noun, deployment: Deployment, identity: Identity): Promise<AroundProxy[]> {
  const pools = identity.scope === "service" ? [identity.pool] : await inheritorsOf(noun, deployment);
  const alike = new Map<string, AroundProxy & { pools: string[] }>();
  for (const fqdn of pools) {
    const pool = await webPoolOf(deployment, fqdn);
    const web = pool === undefined ? undefined : await expectedWeb(deployment, pool);
    const ways = web === undefined ? undefined : waysToTicket(web.values, { modernAuthentication: false });
    const isPassive = web?.values.useWsFedPassiveAuth === true;
    // It is of account there alone.
    const isNextHop = ways === "everyone" && !isPassive && pool !== undefined && identityKey(pool) !== identityKey(fqdn);
    const hasTurned = isNextHop && (await wasPassive(deployment, pool));
    const key = JSON.stringify([isNextHop, hasTurned, ways, web !== undefined && isPassiveAlone(web.values), web?.unknown]);
    const group = alike.get(key) ?? { pool: undefined, web: web?.values, unknown: web?.unknown ?? [], isNextHop, hasTurned, pools: [] };
    if (pool !== undefined && !group.pools.includes(pool)) group.pools.push(pool);
    alike.set(key, group);
  }
  return [...alike.values()].map((around) => ({ ...around, pool: around.pools.length === 0 ? undefined : inWords(around.pools) }));
}

/** What stands around the Web Services that hold for a pool, as they will be: the proxies that its users sign in at, and, where it is passive, the pools that they are sent to. */
export async function aroundWebService(deployment: Deployment, fqdn: string, web: Values): Promise<AroundWebService> {
  const directory = await deployment.directory();
  const own = directory.get(identityKey(fqdn));
  if (own === undefined) return { neighbours: [], proxies: [] };
  const neighbours = isPassiveAlone(web) ? await neighboursOf(deployment, own, directory) : [];
  return { neighbours, proxies: await proxiesOf(deployment, own, directory) };
}

/** The pools that a collection of Web Services will hold for. */
export async function poolsUnder(deployment: Deployment, identity: Identity): Promise<string[]> {
  if (identity.scope === "service") return [identity.pool];
  const key = identityKey(formatIdentity(identity));
  const pools: string[] = [];
  for (const { fqdn, roles } of (await deployment.directory()).values()) {
    if (!roles.includes("WebServer")) continue;
    const expected = await expectedFor(webService, deployment, parseIdentity(webIdentity(fqdn), webService));
    if (expected !== undefined && identityKey(expected.identity) === key) pools.push(fqdn);
  }
  return pools;
}

/** The pool whose Web Services sign-ins at a proxy go through: its own, an Edge's next hop. */
export async function webPoolOf(deployment: Reader, fqdn: string): Promise<string | undefined> {
  const pool = (await deployment.directory()).get(identityKey(fqdn));
  if (pool?.roles.includes("WebServer") === true) return pool.fqdn;
  return pool?.nextHop;
}

/** The Web Services settings that will hold for a pool. */
export async function expectedWeb(deployment: Reader, pool: string): Promise<Expected | undefined> {
  const identity = webIdentity(pool);
  const expected = await expectedFor(webService, deployment, parseIdentity(identity, webService));
  const claims = claimsOn(deployment);
  if (expected === undefined || claims.expected(webService, identity) !== undefined) return expected;
  // The program declares it, and this process has not come to it yet.
  if (claims.willBePassive(pool)) return { ...expected, identity, values: { ...expected.values, useWsFedPassiveAuth: true } };
  // A collection whose identity is not known yet may turn out to be this pool's.
  return claims.hasUnidentified(webService) ? { ...expected, unknown: Object.keys(webService.settings) } : expected;
}

/** The pools that have no proxy collection of their own, and will have none: the global one holds for them. */
async function inheritorsOf(noun: Noun, deployment: Deployment): Promise<string[]> {
  const inheritors: string[] = [];
  for (const { fqdn, roles } of (await deployment.directory()).values()) {
    const service = noun.services.find((one) => roles.includes(one));
    if (service === undefined) continue;
    const identity = `Service:${service}:${fqdn}`;
    if (mayDeclareProxy(deployment, identity)) continue;
    if (claimsOn(deployment).isLeaving(noun, identity) || (await deployment.find(noun, identity)) === undefined) inheritors.push(fqdn);
  }
  return inheritors;
}

/** The proxy collections that will hold for a pool's users: its own, and those of the Edges in front of it. None where one whose identity is not known yet may turn out to be any. */
async function proxiesOf(
  deployment: Deployment,
  own: DirectoryPool,
  directory: ReadonlyMap<string, DirectoryPool>,
): Promise<ProxyOfPool[]> {
  if (claimsOn(deployment).hasUnidentified(proxy)) return [];
  const places = [
    ...(own.roles.includes("Registrar") ? [{ identity: `Service:Registrar:${own.fqdn}` }] : []),
    ...edgesInFront(own, directory).map(({ fqdn: edge }) => ({ identity: edgeIdentity(edge), edge })),
  ];
  const proxies: ProxyOfPool[] = [];
  for (const place of places) {
    const expected = await expectedFor(proxy, deployment, parseIdentity(place.identity, proxy));
    if (expected === undefined) continue;
    const isDeclared = [place.identity, expected.identity].some((identity) => mayDeclareProxy(deployment, identity));
    proxies.push({ ...place, identity: expected.identity, values: expected.values, isDeclared });
  }
  return proxies;
}

/** Whether the program declares a pool's proxy; one whose identity is not known yet may turn out to be it. */
function mayDeclareProxy(deployment: Reader, identity: string): boolean {
  const claims = claimsOn(deployment);
  return claims.declared(proxy, identity) !== undefined || claims.declaresProxy(identity) || claims.hasUnidentified(proxy);
}

/** The pools that users of a pool are sent to: its backup pool, and the Directors of its site. */
async function neighboursOf(
  deployment: Deployment,
  own: DirectoryPool,
  directory: ReadonlyMap<string, DirectoryPool>,
): Promise<AroundWebService["neighbours"]> {
  const isDirector = own.roles.includes("Director");
  const directors = [...directory.values()].filter(({ site, roles }) => site === own.site && roles.includes("Director"));
  const mayDiffer = own.roles.includes("UserServer") && !(await areAllPassive(deployment, directory));
  const backup = mayDiffer ? await deployment.backupPool(own.fqdn) : undefined;
  const pools = [
    ...(backup === undefined ? [] : [{ what: "the backup pool", pool: backup }]),
    ...(isDirector ? [] : directors.map((director) => ({ what: "the Director of its site,", pool: director.fqdn }))),
  ];
  const before = await passiveBefore(deployment);
  const states = await Promise.all(pools.map(async (one) => ({ ...one, web: await expectedWeb(deployment, one.pool) })));
  return states
    .filter(({ web }) => !isTicketUnknown(web?.unknown ?? []))
    .map(({ what, pool, web }) => ({
      what,
      pool,
      isPassive: web !== undefined && isPassiveAlone(web.values),
      hasTurned: [own.fqdn, pool].every((fqdn) => before.has(identityKey(fqdn))),
    }));
}

/** Those who counted on a pool to be passive before this run, and stay as they are. */
export async function dependentsOf(deployment: Deployment, fqdn: string): Promise<Dependents> {
  const directory = await deployment.directory();
  const own = directory.get(identityKey(fqdn));
  if (own === undefined) return { backedUp: undefined, directed: [], edges: [] };
  const before = await passiveBefore(deployment);
  const staysPassive = async (pool: string): Promise<boolean> => {
    const web = before.has(identityKey(pool)) ? await expectedWeb(deployment, pool) : undefined;
    return web !== undefined && !isTicketUnknown(web.unknown) && isPassiveAlone(web.values);
  };
  const backup = own.roles.includes("UserServer") ? await deployment.backupPool(own.fqdn) : undefined;
  const others = own.roles.includes("Director") ? [...directory.values()].filter(({ site }) => site === own.site) : [];
  const directed: string[] = [];
  for (const { fqdn: other, roles } of others) if (!roles.includes("Director") && (await staysPassive(other))) directed.push(other);
  const edges: string[] = [];
  for (const { fqdn: edge } of edgesInFront(own, directory)) {
    const identity = parseIdentity(edgeIdentity(edge), proxy);
    const both = [await expectedFor(proxy, deployment, identity), await expectedFor(proxy, unclaimed(deployment), identity)];
    if (both.every((one) => one !== undefined && leavesCertificateAlone(one.values))) edges.push(edge);
  }
  return { backedUp: backup !== undefined && (await staysPassive(backup)) ? backup : undefined, directed, edges };
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
async function areAllPassive(deployment: Deployment, directory: ReadonlyMap<string, DirectoryPool>): Promise<boolean> {
  const { knownPassive } = claimsOn(deployment);
  for (const [key, { fqdn, roles }] of directory) {
    if (!roles.includes("UserServer") || knownPassive.has(key)) continue;
    const web = await expectedWeb(deployment, fqdn);
    if (web === undefined || !isPassiveAlone(web.values)) return false;
    knownPassive.add(key);
  }
  return true;
}
