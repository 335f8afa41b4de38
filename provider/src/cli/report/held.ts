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
  /** The pool's name, or the identity of a wider scope. */
  name: string;
  site: string | null;
  held: Held[];
}

/** A collection that applies to a scope, and what the stacks declare for it. */
export interface Held {
  noun: Noun;
  /** The identity of the scope's own collection, even if that collection does not exist. */
  identity: string;
  service: Service | null;
  found: Expected;
  /**
   * The declaration of the scope's own collection. If there is none, the declaration of the
   * collection that applies instead.
   */
  declared: DeclaredCollection | undefined;
}

/** Whether the scope has no collection of its own, and inherits this one. */
export function isInherited({ identity, found }: Held): boolean {
  return identityKey(identity) !== identityKey(found.identity);
}

/**
 * What the stacks declare for the scope's own collection, even if it does not exist; undefined if
 * they declare nothing.
 */
export function ownDeclaration({ declared, identity }: Held): DeclaredCollection | undefined {
  return declared !== undefined && identityKey(declared.identity) === identityKey(identity) ? declared : undefined;
}

/** Whether the stacks declare the scope's own collection, but it does not exist. */
export function isMissing(held: Held): boolean {
  return isInherited(held) && ownDeclaration(held) !== undefined;
}

/** The settings that apply, replaced by those that the stacks declare. */
export function declaredOver({ declared, found }: Held): Values {
  return declared === undefined ? found.values : { ...found.values, ...toldValues(declared) };
}

/** Reads what applies to every pool, and what each wider scope has. */
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

/**
 * The sites that have their own collection or are declared to have one, and the whole deployment.
 */
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
