import { identityKey } from "../../../configurations/identity";
import type { DirectoryPool } from "../../../deployment/directory";
import { heardWeb, webPools, type ExpectedWeb } from "../../../guards/webPlaces";
import { storedView } from "../../../stack/memory";
import type { DeploymentContext } from "../check";
import type { DeclaredWeb } from "./declaredWebs";

/**
 * A pool that has passive authentication on, or is declared to have it, or whose setting cannot be
 * read.
 */
export interface PassivePool extends DirectoryPool {
  /** The Web Services collection that applies to it, as stored. */
  web: ExpectedWeb | undefined;
  /**
   * Whether that collection has passive authentication on; undefined if the setting cannot be read.
   */
  isPassive: boolean | undefined;
}

/**
 * Returns the pools that have passive authentication on as stored or as declared, and those whose
 * setting cannot be read.
 */
export async function passivePools(
  { deployment }: Pick<DeploymentContext, "deployment">,
  declared: readonly DeclaredWeb[],
): Promise<PassivePool[]> {
  const directory = await deployment.directory();
  const stored = storedView(deployment);
  const declaredPools = new Set(declared.flatMap(({ pool, isPassive }) => (pool === undefined || !isPassive ? [] : [identityKey(pool)])));
  const pools: PassivePool[] = [];
  for (const fqdn of webPools(directory)) {
    const web = await heardWeb(stored, fqdn);
    const isPassive =
      web === undefined || web.unknown.includes("useWsFedPassiveAuth") ? undefined : web.values.useWsFedPassiveAuth === true;
    const pool = directory.get(identityKey(fqdn));
    if (pool !== undefined && (isPassive !== false || declaredPools.has(identityKey(fqdn)))) pools.push({ ...pool, web, isPassive });
  }
  return pools;
}
