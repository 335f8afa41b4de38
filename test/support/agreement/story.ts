import type { Noun, Values } from "../../../provider/src/configurations/noun";
import { proxy } from "../../../provider/src/configurations/proxy";
import { webService } from "../../../provider/src/configurations/webService";
import type { Deployment } from "../../../provider/src/deployment/deployment";
import type { Later, ProgramResource } from "./program";

/**
 * A sequence of commands for a deployment. Everything in it is plain data, so that a counterexample
 * is readable.
 */
export interface Story {
  serverVersion: 2013 | 2019;
  /** The site of each pool. */
  sites: Record<string, "Redmond" | "Dublin">;
  /** Whether everything in the state is read first, as it is without PULUMI_RUN_PROGRAM. */
  readsAll: boolean;
  /** What was made by hand before, by identity. */
  byHand: Record<string, Values>;
  chapters: Chapter[];
}

/**
 * What was changed by hand since the last command, and the program that is then brought up, both by
 * identity.
 */
export interface Chapter {
  drift: Record<string, Values | "removed">;
  program: Record<string, Declared>;
}

export interface Declared {
  /**
   * The name of its resource: the collection's own name, another one as after a rename, or the next
   * collection's name, as if that resource had moved here.
   */
  resource: "own" | "renamed" | "next";
  settings: Values;
  startFrom?: "inherited" | "defaults";
  adopt?: true;
  /** The arguments that a preview does not know yet. */
  later: string[];
  dependsOnWebService: boolean;
}

/** The pools that programs declare. */
export const roles = {
  "Director01.contoso.com": "director",
  "LyncPool01.contoso.com": "enterprisePool",
  "LyncPool02.contoso.com": "enterprisePool",
  "StandardServer01.contoso.com": "standardEdition",
  "EdgePool01.contoso.com": "edge",
} as const;

/**
 * Pools that no program declares. The server's defaults are read from such a pool, because its
 * scope has no collection.
 */
const others = ["LyncPool08", "LyncPool09"].map((pool) => ({ fqdn: `${pool}.contoso.com`, role: "enterprisePool" }));

const webServices = [
  "Global",
  "Site:Redmond",
  "Site:Dublin",
  ...["Director01", "LyncPool01", "LyncPool02", "StandardServer01"].map((pool) => `Service:WebServer:${pool}.contoso.com`),
];
const proxies = [
  "Global",
  ...["LyncPool01", "LyncPool02", "StandardServer01"].map((pool) => `Service:Registrar:${pool}.contoso.com`),
  "Service:EdgeServer:EdgePool01.contoso.com",
];

/** Each collection, with a key that is different for the two global ones. */
export const collections: readonly { key: string; noun: Noun; identity: string }[] = [
  ...webServices.map((identity) => ({ key: identity === "Global" ? "Global of Web Services" : identity, noun: webService, identity })),
  ...proxies.map((identity) => ({ key: identity === "Global" ? "Global of proxies" : identity, noun: proxy, identity })),
];

/** Returns the collection with a key. */
export function collectionOf(key: string): { noun: Noun; identity: string } {
  const known = collections.find((one) => one.key === key);
  if (known === undefined) throw new Error(`no collection has the key ${key}`);
  return known;
}

/** The topology of a story's deployment. */
export function topologyOf({ serverVersion, sites }: Pick<Story, "serverVersion" | "sites">): object {
  const pools = Object.entries(roles).map(([fqdn, role]) => ({ fqdn, role, site: sites[fqdn] ?? "Redmond" }));
  return {
    serverVersion,
    sites: ["Redmond", "Dublin"].map((name) => ({
      name,
      pools: [...pools.filter(({ site }) => site === name).map(({ fqdn, role }) => ({ fqdn, role })), ...(name === "Dublin" ? others : [])],
    })),
  };
}

/** The resources of a program, Web Services before proxies. */
export function resourcesOf(program: Chapter["program"]): ProgramResource[] {
  const taken = new Set<string>();
  const named = Object.keys(program).map((key) => {
    const { resource } = program[key]!;
    const wanted = resource === "own" ? nameOf(key) : resource === "renamed" ? `${nameOf(key)}-renamed` : nameOf(nextOf(key));
    const name = taken.has(wanted) ? `${nameOf(key)}-too` : wanted;
    taken.add(name);
    return [key, name] as const;
  });
  const names = new Map(named);
  return named.map(([key, name]) => {
    const { noun, identity } = collectionOf(key);
    const { settings, startFrom, adopt, later, dependsOnWebService } = program[key]!;
    const options = { ...(startFrom === undefined ? {} : { startFrom }), ...(adopt === undefined ? {} : { adopt }) };
    const known = (name: string, value: unknown): unknown => (later.includes(name) ? { later: value } : value);
    const args = Object.fromEntries(Object.entries(settings).map(([property, value]) => [property, known(property, value)]));
    const web = names.get(key.replace("Service:Registrar:", "Service:WebServer:"));
    return {
      noun,
      name,
      args: { identity: known("identity", identity) as string | Later, ...args, ...options },
      ...(dependsOnWebService && web !== undefined && web !== name ? { dependsOn: [web] } : {}),
    };
  });
}

function nameOf(key: string): string {
  return key.replace(/^Service:|\.contoso\.com$/g, "").replace(/\W+/g, "-");
}

/** Another collection of the same noun. */
function nextOf(key: string): string {
  const { noun } = collectionOf(key);
  const alike = collections.filter((one) => one.noun === noun).map((one) => one.key);
  return alike[(alike.indexOf(key) + 1) % alike.length] ?? key;
}

/** Changes collections as an administrator does by hand. */
export async function changeByHand(deployment: Deployment, changes: Record<string, Values | "removed">): Promise<void> {
  for (const [key, change] of Object.entries(changes)) {
    const { noun, identity } = collectionOf(key);
    const found = await deployment.find(noun, identity);
    if (change !== "removed") await deployment[found === undefined ? "create" : "set"](noun, identity, { values: change });
    else if (found !== undefined && identity !== "Global") await deployment.remove(noun, identity);
  }
}
