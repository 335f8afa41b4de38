import { identityKey, parseIdentity } from "../configurations/identity";
import type { Noun, Values } from "../configurations/noun";
import { webService } from "../configurations/webService";
import type { Deployment } from "../deployment/deployment";
import type { DirectoryPool } from "../deployment/directory";
import { judgeCollection } from "../guards/collection";
import type { Finding } from "../guards/finding";
import { judgeProxy, judgeWebService } from "../guards/surroundings";
import { claimsOn } from "./claims";
import { effectiveFor } from "./effective";
import { declaredIn, type Properties } from "./state";
import { isUnknown } from "./unknown";

export interface Background {
  /** What the declared settings lie over: what the server has, or what New will start from; undefined where nothing may be asked. */
  base: Values | undefined;
  /**
   * Whether the stack has the collection already. What other pools are like is judged then alone: the engine checks one resource after the other, in no order, and
   * of a program's first run nobody could tell whether it is about to make them passive, too.
   */
  isManaged: boolean;
}

/** Runs every guard over a collection as it will be. */
export async function judge(noun: Noun, deployment: Deployment, inputs: Properties, { base, isManaged }: Background): Promise<Finding[]> {
  if (isUnknown(inputs.identity)) return [];
  const { identity: text, values: declared, options } = declaredIn(noun, inputs);
  const unknown = Object.keys(declared).filter((property) => isUnknown(declared[property]));
  const known = Object.fromEntries(Object.entries(declared).filter(([property]) => !unknown.includes(property)));
  const values = Object.fromEntries(Object.entries({ ...base, ...known }).filter(([property]) => !unknown.includes(property)));
  const identity = parseIdentity(text, noun);
  const { allowGlobalPassive = false, allowWithModernAuthentication = false } = options;

  // By the declaration alone, only what it says whole can be judged.
  const findings = judgeCollection({ noun, identity, values, declared: known, unknown, allowGlobalPassive });
  if (base === undefined) return findings.filter(({ property }) => property !== "");
  if (noun.governs === "webTicket") {
    if (values.useWsFedPassiveAuth !== true) return findings;
    const modernAuthentication = await deployment.modernAuthentication();
    const neighbours = isManaged && identity.scope === "service" ? await neighboursOf(deployment, identity.pool) : [];
    return [...findings, ...judgeWebService(values, { modernAuthentication, allowWithModernAuthentication, neighbours })];
  }
  if (noun.governs !== "proxySignIn" || identity.scope !== "service") return findings;
  const pool = await webPoolOf(deployment, identity.pool);
  const web = pool === undefined ? undefined : await expectedWeb(deployment, pool);
  const isNextHop = isManaged && pool !== undefined && identityKey(pool) !== identityKey(identity.pool);
  return [...findings, ...judgeProxy(values, { pool, web, isNextHop })];
}

/** The pool whose Web Services sign-ins at a proxy go through: its own, an Edge's next hop. */
async function webPoolOf(deployment: Deployment, fqdn: string): Promise<string | undefined> {
  const pool = (await deployment.directory()).get(identityKey(fqdn));
  if (pool?.roles.includes("WebServer") === true) return pool.fqdn;
  return pool?.nextHop;
}

/** The Web Services settings that will hold for a pool: what this program declares of it, as far as this process has heard, over what holds now. */
async function expectedWeb(deployment: Deployment, pool: string): Promise<Values> {
  const now = await effectiveFor(webService, deployment, pool);
  const declared = claimsOn(deployment).declared(webService, webIdentity(pool));
  const known = Object.entries(declared ?? {}).filter(([, value]) => !isUnknown(value));
  return { ...now, ...Object.fromEntries(known) };
}

function webIdentity(pool: string): string {
  return `Service:${webService.services[0]}:${pool}`;
}

/** The pools that users of a pool are sent to: its backup pool, and the Directors of its site. */
async function neighboursOf(deployment: Deployment, fqdn: string): Promise<{ what: string; pool: string; isPassive: boolean }[]> {
  const directory = await deployment.directory();
  const own = directory.get(identityKey(fqdn));
  if (own === undefined) return [];
  const isDirector = own.roles.includes("Director");
  const directors = [...directory.values()].filter(({ site, roles }) => site === own.site && roles.includes("Director"));
  const mayDiffer = own.roles.includes("UserServer") && !(await areAllPassive(deployment, directory));
  const backup = mayDiffer ? await deployment.backupPool(own.fqdn) : undefined;
  const pools = [
    ...(backup === undefined ? [] : [{ what: "the backup pool", pool: backup }]),
    ...(isDirector ? [] : directors.map((director) => ({ what: "the Director of its site,", pool: director.fqdn }))),
  ];
  return Promise.all(
    pools.map(async ({ what, pool }) => ({ what, pool, isPassive: (await expectedWeb(deployment, pool)).useWsFedPassiveAuth === true })),
  );
}

/** Whether every pool that has users is passive. Then no backup pool can be in another state, and none needs to be asked for, which takes a cmdlet a pool. */
async function areAllPassive(deployment: Deployment, directory: ReadonlyMap<string, DirectoryPool>): Promise<boolean> {
  const { passivePools } = claimsOn(deployment);
  for (const [key, { fqdn, roles }] of directory) {
    if (!roles.includes("UserServer") || passivePools.has(key)) continue;
    if ((await expectedWeb(deployment, fqdn)).useWsFedPassiveAuth !== true) return false;
    passivePools.add(key);
  }
  return true;
}
