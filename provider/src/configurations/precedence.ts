import type { Identity } from "./identity";
import type { Noun } from "./noun";

/**
 * The collections that can hold for a scope, the nearest first: service, site, global. The nearest
 * that exists holds, whole: nothing is merged.
 *
 * @param site the pool's site, where it is known.
 */
export function precedence(noun: Noun, identity: Identity, site: string | undefined): Identity[] {
  const nearest: Identity[] = identity.scope === "global" ? [] : [identity];
  const ofSite: Identity[] = noun.siteScope && identity.scope === "service" && site !== undefined ? [{ scope: "site", site }] : [];
  return [...nearest, ...ofSite, { scope: "global" }];
}

/** Those among them that would hold in place of a collection of a scope. */
export function nearerThan(scope: Identity["scope"], candidates: readonly Identity[]): Identity[] {
  const at = candidates.findIndex((one) => one.scope === scope);
  return candidates.slice(0, at === -1 ? candidates.length : at);
}
