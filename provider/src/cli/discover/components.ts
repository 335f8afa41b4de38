import { identityKey } from "../../configurations/identity";
import { federationServiceIn } from "../../configurations/federation";
import { collectionsOf } from "../../configurations/procedure";
import type { PoolRole } from "../../configurations/poolRole";
import { omit } from "../../configurations/values";
import { decidedByProcedure, isByProcedure, metadataUriIn } from "../../guards/procedure";
import type { Seen } from "./collections";
import type { DiscoveredPool } from "./discovered";
import { isLeftOver } from "./leftOver";

/** A pool whose collections are as a `PassiveAuthentication` creates them. */
export interface Component {
  described: Omit<DiscoveredPool, "name">;
  site: string;
  /** The pool's collections. */
  parts: readonly Seen[];
}

/**
 * Describes a pool as a component. Undefined unless the pool has all collections of its role, and
 * they are as the procedure sets them.
 */
export function componentOf(role: PoolRole, ofPool: readonly Seen[]): Component | undefined {
  const part = (service: string | undefined): Seen | undefined =>
    service === undefined
      ? undefined
      : ofPool.find(({ found }) => identityKey(found.identity).startsWith(`service:${service.toLowerCase()}:`));
  const [webService, proxy] = [part(collectionsOf[role].webService), part(collectionsOf[role].proxy)];
  const parts = [webService, proxy].filter((one) => one !== undefined);
  const [first] = parts;
  if (first?.pool === undefined || parts.length < Object.keys(collectionsOf[role]).length || !parts.every(fits)) return undefined;
  const uri = webService === undefined ? undefined : metadataUriIn(webService.noun, webService.settings);
  const federationService = uri === undefined ? undefined : federationServiceIn(uri);
  const described = {
    pool: first.pool,
    role,
    federationService: federationService ?? null,
    metadataUri: federationService === undefined ? (uri ?? null) : null,
    webService: furtherOf(webService),
    proxy: furtherOf(proxy),
    options: Object.assign({}, ...parts.map(({ options }) => options)) as DiscoveredPool["options"],
    remarks: parts.flatMap(({ remarks }) => remarks),
  };
  return { described, site: first.site, parts };
}

// The settings do not contain a metadata URI that no program can declare.
function fits(seen: Seen): boolean {
  const { noun, found, settings } = seen;
  const isDeclarable = metadataUriIn(noun, found.values) === metadataUriIn(noun, settings);
  return !isLeftOver(seen) && isDeclarable && isByProcedure(noun, found.values);
}

/** The settings beyond those that the component sets itself. */
function furtherOf(seen: Seen | undefined): DiscoveredPool["webService"] {
  return seen === undefined ? {} : omit(seen.settings, decidedByProcedure(seen.noun));
}
