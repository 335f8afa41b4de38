import { identityKey } from "../../../configurations/identity";
import { canHaveCollections } from "../../../deployment/directory";
import type { Deployment } from "../../../deployment/deployment";
import type { Computer } from "../../../deployment/versions";
import { inWords } from "../../../finding";
import type { Result } from "../result";
import type { Tell } from "./tell";
import { poolsSubject } from "./words";

/** A pool that can have collections, and its computers. */
export interface PoolComputers {
  pool: string;
  computers: Computer[];
}

/**
 * Reads the pools whose computers act on collections. Gateways, SQL servers and the like are left
 * out. It runs as many cmdlets for one pool as for all.
 */
export async function readPoolComputers(deployment: Deployment): Promise<PoolComputers[]> {
  const directory = [...(await deployment.directory()).values()].filter(canHaveCollections);
  const computers = await deployment.askVersions();
  return directory.map(({ fqdn }) => ({ pool: fqdn, computers: computers.get(identityKey(fqdn)) ?? [] }));
}

/** The result for pools without computers, because these pools cannot be judged. */
export function withoutComputers(all: readonly PoolComputers[], tell: Tell): Result[] {
  const pools = all.filter(({ computers }) => computers.length === 0).map(({ pool }) => pool);
  if (pools.length === 0) return [];
  return [
    tell("unknown", poolsSubject(pools), {
      code: "notJudged",
      found: `Get-CsPool lists no computers of ${inWords(pools)}.`,
      advice: "Check these pools in Topology Builder, and publish the topology again.",
    }),
  ];
}
