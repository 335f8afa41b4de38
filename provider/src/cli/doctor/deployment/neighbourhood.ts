import { identityKey } from "../../../configurations/identity";
import type { Deployment } from "../../../deployment/deployment";
import type { DirectoryPool } from "../../../deployment/directory";
import { areAllPassive, neighboursOf } from "../../../guards/neighbours";
import { storedView } from "../../../stack/memory";
import type { DeploymentContext } from "../check";
import { askBackups, type Backups } from "./backups";
import type { PoolUnread } from "./unread";

/** A backup pool or a Director, and the passive pools whose users are sent to it. */
export interface Neighbour {
  pool: string;
  isDirector: boolean;
  isPassive: boolean;
  of: string[];
}

/** The backup pools and Directors of passive pools, and what could not be read of them. */
export interface Neighbourhood {
  neighbours: Neighbour[];
  /** Whether the backup pools were read. */
  isBackupAsked: boolean;
  backups: Backups;
  unread: PoolUnread[];
}

/**
 * Reads the neighbours of passive pools. If every pool with users is passive, it reads no backup
 * pools, because none can differ.
 */
export async function readNeighbourhood(context: DeploymentContext, passive: readonly string[]): Promise<Neighbourhood> {
  const { deployment } = context;
  const directory = await deployment.directory();
  const pools = passive.flatMap((pool) => directory.get(identityKey(pool)) ?? []);
  const isBackupAsked = !(await areAllPassive(storedView(deployment), directory));
  const backups = await askBackups(context, isBackupAsked ? pools.filter(({ roles }) => roles.includes("UserServer")) : []);
  return { isBackupAsked, backups, ...(await around(deployment, pools, backups)) };
}

async function around(
  deployment: Deployment,
  pools: readonly DirectoryPool[],
  { backups }: Backups,
): Promise<Pick<Neighbourhood, "neighbours" | "unread">> {
  const directory = await deployment.directory();
  const view = storedView(deployment);
  const neighbours = new Map<string, Neighbour>();
  const all: PoolUnread[] = [];
  for (const own of pools) {
    const found = await neighboursOf(view, own, { directory, backup: backups.get(identityKey(own.fqdn)) });
    if (found.unread.length > 0) all.push({ pool: own.fqdn, unread: found.unread });
    for (const { pool, isPassive } of found.neighbours) {
      const isDirector = directory.get(identityKey(pool))?.roles.includes("Director") === true;
      const known = neighbours.get(identityKey(pool)) ?? { pool, isDirector, isPassive, of: [] };
      known.of.push(own.fqdn);
      neighbours.set(identityKey(pool), known);
    }
  }
  return { neighbours: [...neighbours.values()], unread: all };
}
