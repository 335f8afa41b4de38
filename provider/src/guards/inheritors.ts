import { formatIdentity, identityKey, parseIdentity, type Identity } from "../configurations/identity";
import { nearerThan, precedence } from "../configurations/precedence";
import { webIdentity, webService } from "../configurations/webService";
import type { Scope, View } from "../stack/memory";
import { heardWeb, webPools } from "./webPlaces";

/**
 * The pools that a Web Services collection is certain to apply to. An outer collection is checked
 * before the inner ones. Until the whole program is known, this leaves out pools for which the
 * program declares an inner collection, or may still declare one.
 */
export async function certainUnder(view: View, identity: Identity, { isWhole }: { isWhole: boolean }): Promise<string[]> {
  const { deployment, memory } = view;
  if (identity.scope === "service") return [identity.pool];
  if (memory.declarations.hasUnidentified(webService)) return [];
  const pools = await poolsUnder(view, identity);
  if (isWhole) return pools;
  const directory = await deployment.directory();
  return pools.filter((pool) => {
    const candidates = precedence(webService, parseIdentity(webIdentity(pool), webService), directory.get(identityKey(pool))?.site);
    return !nearerThan(identity.scope, candidates).some((one) => memory.declarations.mayDeclareWebService(formatIdentity(one)));
  });
}

/** The pools that a Web Services collection will apply to. */
export async function poolsUnder(view: View, identity: Identity): Promise<string[]> {
  const { deployment } = view;
  if (identity.scope === "service") return [identity.pool];
  const key = identityKey(formatIdentity(identity));
  const pools: string[] = [];
  for (const pool of webPools(await deployment.directory())) {
    const web = await heardWeb(view, pool);
    if (web !== undefined && identityKey(web.identity) === key) pools.push(pool);
  }
  return pools;
}

/**
 * The pools that a collection will apply to, if it is one of Web Services. None for a collection of
 * another noun.
 */
export async function poolsHeldFor(scope: Scope, identity: Identity): Promise<string[]> {
  return scope.noun.governs === "webTicket" ? poolsUnder(scope, identity) : [];
}
