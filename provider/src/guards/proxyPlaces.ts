import { identityKey, parseIdentity } from "../configurations/identity";
import { proxy, type ProxyValues } from "../configurations/proxy";
import type { DirectoryPool } from "../deployment/directory";
import { expectedFor } from "../stack/effective";
import type { Reader, View } from "../stack/memory";
import type { Expected } from "../stack/outlook";

/** A proxy collection as it will be, with the types of its settings. */
export interface ExpectedProxy extends Omit<Expected, "values"> {
  values: ProxyValues;
}

/** The collection that will apply to a proxy. */
export function expectedProxy(view: View<Reader>, identity: string): Promise<ExpectedProxy | undefined> {
  return expectedFor({ ...view, noun: proxy }, parseIdentity(identity, proxy));
}

export function edgesInFront(own: DirectoryPool, directory: ReadonlyMap<string, DirectoryPool>): DirectoryPool[] {
  return [...directory.values()].filter(
    ({ roles, nextHop = "" }) => roles.includes("EdgeServer") && identityKey(nextHop) === identityKey(own.fqdn),
  );
}

export function edgeIdentity(edge: string): string {
  return `Service:EdgeServer:${edge}`;
}

export function registrarIdentity(pool: string): string {
  return `Service:Registrar:${pool}`;
}

/**
 * Whether the program declares a pool's proxy, or declares a proxy whose identity is not known yet
 * and may turn out to be this one.
 */
export function mayDeclareProxy({ memory }: View, identity: string): boolean {
  return (
    memory.declarations.valuesOf(proxy, identity) !== undefined ||
    memory.declarations.declaresProxy(identity) ||
    memory.declarations.hasUnidentified(proxy)
  );
}
