import type { Identity } from "./identity";
import type { Noun } from "./noun";

/**
 * The collections that can apply to a scope, the nearest first: service, site, global. Only the
 * nearest one that exists applies, as a whole. Nothing is merged.
 *
 * @param site the pool's site, if it is known.
 */
export function precedence(noun: Noun, identity: Identity, site: string | undefined): Identity[] {
  const nearest: Identity[] = identity.scope === "global" ? [] : [identity];
  const ofSite: Identity[] = noun.siteScope && identity.scope === "service" && site !== undefined ? [{ scope: "site", site }] : [];
  return [...nearest, ...ofSite, { scope: "global" }];
}

/** Those of these collections that would apply instead of a collection of a scope. */
export function nearerThan(scope: Identity["scope"], candidates: readonly Identity[]): Identity[] {
  const at = candidates.findIndex((one) => one.scope === scope);
  return candidates.slice(0, at === -1 ? candidates.length : at);
}
