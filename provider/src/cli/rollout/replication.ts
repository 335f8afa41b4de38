import { setTimeout } from "node:timers/promises";
import { identityKey } from "../../configurations/identity";
import type { Deployment } from "../../deployment/deployment";
import { canHaveCollections, type Replica } from "../../deployment/directory";

/** A computer that does not have the changes yet. */
export interface Missing {
  fqdn: string;
  /** Whether the replication status lists it at all. */
  isListed: boolean;
}

export interface Waiting {
  /** When the last write began. */
  since: Date;
  /**
   * The server's clock, read before the first write. Left out if this machine is the server, or if
   * dates keep their time zone.
   */
  clock?: ServerClock | undefined;
  /** The longest wait in minutes. */
  limitMinutes: number;
  /** Receives the computers that do not have the changes yet, after each look at the replicas. */
  onProgress: (missing: readonly Missing[], all: number) => void;
  signal: AbortSignal;
}

/** The clock of a server whose dates have lost their time zone. */
export interface ServerClock {
  /** The newest change that any replica had. Only a later change can contain the later writes. */
  newestChange: number;
  /**
   * How far its dates are ahead of this machine's, in quarters of an hour, because time zones
   * differ by those. If the newest report is old, the value is too small.
   */
  aheadMilliseconds: number;
}

const quarterOfAnHour = 900_000;

/** Works out the server's clock from its replicas; `now` is this machine's time. */
export function clockOf(replicas: readonly Replica[], now: number): ServerClock {
  const newest = (dates: readonly (Date | undefined)[]): number => Math.max(...dates.map((date) => date?.getTime() ?? -Infinity));
  const reported = newest(replicas.map((replica) => replica.reported));
  return {
    newestChange: newest(replicas.map(({ updateCreated }) => updateCreated)),
    aheadMilliseconds: Math.round((reported - now) / quarterOfAnHour) * quarterOfAnHour,
  };
}

const pauses = { firstMilliseconds: 1000, factor: 1.5, mostMilliseconds: 30_000 };

/** The computers that use the collections of these pools or wider scopes. */
export async function computersOf(deployment: Deployment, scopes: readonly string[]): Promise<string[]> {
  const directory = [...(await deployment.directory()).values()].filter(canHaveCollections);
  const pools = scopes.flatMap((scope) => {
    const key = identityKey(scope);
    if (key === "global") return directory;
    if (key.startsWith("site:")) return directory.filter(({ site }) => `site:${identityKey(site)}` === key);
    return directory.filter(({ fqdn }) => identityKey(fqdn) === key);
  });
  const fqdns = [...new Set(pools.map(({ fqdn }) => fqdn))];
  return [...new Set((await Promise.all(fqdns.map((fqdn) => deployment.computers(fqdn)))).flat())];
}

/**
 * Waits until the replica of each computer has the changes, because a server uses its replica and
 * not the store. A replica has the changes if it is up to date and its newest change is later than
 * the write, by the server's own clock.
 *
 * @returns the computers that do not have the changes when the time limit has passed.
 */
export async function waitForReplicas(
  deployment: Pick<Deployment, "replicas">,
  computers: readonly string[],
  waiting: Waiting,
): Promise<Missing[]> {
  const { since, clock, limitMinutes, onProgress, signal } = waiting;
  let ahead = clock?.aheadMilliseconds ?? 0;
  const end = Date.now() + limitMinutes * 60_000;
  for (let pause = pauses.firstMilliseconds; ; pause = Math.min(pause * pauses.factor, pauses.mostMilliseconds)) {
    const all = await deployment.replicas();
    if (clock !== undefined) ahead = Math.max(ahead, clockOf(all, Date.now()).aheadMilliseconds);
    const earliest = Math.max(since.getTime() + ahead, (clock?.newestChange ?? -Infinity) + 1);
    const missing = missingAmong(computers, byName(all), (replica) => hasIt(replica, earliest));
    onProgress(missing, computers.length);
    if (missing.length === 0 || Date.now() + pause > end) return missing;
    await setTimeout(pause, undefined, { signal });
  }
}

/** Replicas by the lower-cased name of their computer. */
export function byName(replicas: readonly Replica[]): ReadonlyMap<string, Replica> {
  return new Map(replicas.map((replica) => [identityKey(replica.fqdn), replica]));
}

/** The computers whose replica is missing or incomplete. */
export function missingAmong(
  computers: readonly string[],
  replicas: ReadonlyMap<string, Replica>,
  hasAll: (replica: Replica) => boolean,
): Missing[] {
  return computers.flatMap((fqdn) => {
    const replica = replicas.get(identityKey(fqdn));
    if (replica !== undefined && hasAll(replica)) return [];
    return [{ fqdn, isListed: replica !== undefined }];
  });
}

/** Computers that do not have the changes, in words. */
export function missingWords(missing: readonly Missing[]): string {
  return missing
    .map(({ fqdn, isListed }) => (isListed ? fqdn : `${fqdn} (Get-CsManagementStoreReplicationStatus does not list it)`))
    .join(", ");
}

function hasIt({ isUpToDate, updateCreated }: Replica, earliest: number): boolean {
  return isUpToDate && updateCreated !== undefined && updateCreated.getTime() >= earliest;
}
