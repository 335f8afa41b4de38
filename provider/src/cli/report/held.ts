import { formatIdentity, identityKey, parseIdentity } from "../../configurations/identity";
import type { Noun, Service, Values } from "../../configurations/noun";
import { nouns } from "../../configurations/nouns";
import { canHaveCollections, type DirectoryPool } from "../../deployment/directory";
import { expectedFor } from "../../stack/effective";
import type { View } from "../../stack/memory";
import type { Expected } from "../../stack/outlook";
import { CollectionMap } from "../../stack/collectionMap";
import { toldValues, type DeclaredCollection } from "../declaredCollections";

/** A scope whose collections are reported: a pool, a site, or the whole deployment. */
export interface Scope {
  /** The pool's name; of a wider scope its identity. */
  name: string;
  site: string | null;
  held: Held[];
}

/** A collection as it holds for a scope, and what the stacks declare of it. */
export interface Held {
  noun: Noun;
  /** Of the scope's own collection, whether there is one or not. */
  identity: string;
  service: Service | null;
  found: Expected;
  /** Who declares the scope's own collection, or, if nobody does, the one that it inherits. */
  declared: DeclaredCollection | undefined;
}

/** Whether the scope has no collection of its own there, and inherits one. */
export function isInherited({ identity, found }: Held): boolean {
  return identityKey(identity) !== identityKey(found.identity);
}

/**
 * What the stacks declare of the scope's own collection, whether there is one or not; undefined
 * where they do not.
 */
export function ownDeclaration({ declared, identity }: Held): DeclaredCollection | undefined {
  return declared !== undefined && identityKey(declared.identity) === identityKey(identity) ? declared : undefined;
}

/** Whether the stacks declare a collection of the scope's own that is not there. */
export function isMissing(held: Held): boolean {
  return isInherited(held) && ownDeclaration(held) !== undefined;
}

/** The settings as the stacks declare them, over what is there. */
export function declaredOver({ declared, found }: Held): Values {
  return declared === undefined ? found.values : { ...found.values, ...toldValues(declared) };
}

/** Reads what holds for every pool, and what each wider scope has. */
export async function readScopes(stored: View, declared: readonly DeclaredCollection[]): Promise<Scope[]> {
  const byIdentity = new CollectionMap<DeclaredCollection>();
  for (const one of declared) byIdentity.set(one.noun, one.identity, one);
  const pools = [...(await stored.deployment.directory()).values()].filter(canHaveCollections);
  const scopes: Scope[] = [];
  for (const pool of pools) scopes.push(await poolScope(stored, pool, byIdentity));
  return [...scopes, ...(await widerScopes(stored, byIdentity))];
}

async function poolScope(stored: View, { fqdn, site, roles }: DirectoryPool, declared: CollectionMap<DeclaredCollection>): Promise<Scope> {
  const held: Held[] = [];
  for (const noun of nouns) {
    for (const service of noun.services.filter((one) => roles.includes(one))) {
      const identity = `Service:${service}:${fqdn}`;
      const found = await expectedFor({ ...stored, noun }, parseIdentity(identity, noun));
      if (found === undefined) continue;
      held.push({ noun, identity, service, found, declared: declared.get(noun, identity) ?? declared.get(noun, found.identity) });
    }
  }
  return { name: fqdn, site, held };
}

/** Sites that have a collection of their own, or are to have one, and the whole deployment. */
async function widerScopes(stored: View, declared: CollectionMap<DeclaredCollection>): Promise<Scope[]> {
  const sites = (await stored.deployment.sites()).map((site) => formatIdentity({ scope: "site", site }));
  const scopes: Scope[] = [];
  for (const name of [...sites, formatIdentity({ scope: "global" })]) {
    const held: Held[] = [];
    for (const noun of nouns) {
      if (name !== "Global" && !noun.siteScope) continue;
      const own = declared.get(noun, name);
      const found = await expectedFor({ ...stored, noun }, parseIdentity(name, noun));
      if (found === undefined || (own === undefined && identityKey(found.identity) !== identityKey(name))) continue;
      held.push({ noun, identity: name, service: null, found, declared: own });
    }
    if (held.length > 0) scopes.push({ name, site: null, held });
  }
  return scopes;
}
