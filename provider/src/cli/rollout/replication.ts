import { setTimeout } from "node:timers/promises";
import { identityKey } from "../../configurations/identity";
import type { Deployment } from "../../deployment/deployment";
import type { Replica } from "../../deployment/directory";

export interface Waiting {
  /** When the last write began. */
  since: Date;
  /** How long to wait at most. */
  limitMinutes: number;
  /** Told which computers are still without the changes, each time that it looks. */
  onProgress: (missing: readonly string[], all: number) => void;
  signal: AbortSignal;
}

const pauses = { firstMilliseconds: 1000, factor: 1.5, mostMilliseconds: 30_000 };

/** The services that act on the collections. The directory has others, too: of file stores, SQL servers, gateways and trusted applications, whose computers have no replica. */
const acting = ["Registrar", "WebServer", "EdgeServer"];

/** The computers that act on the collections of these pools, or of wider scopes. */
export async function computersOf(deployment: Deployment, scopes: readonly string[]): Promise<string[]> {
  const directory = [...(await deployment.directory()).values()].filter(({ roles }) => acting.some((role) => roles.includes(role)));
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
 * Waits until the replica of each computer has what was written: a server acts on its replica, not on the store. A replica has it when it is up to date and its newest
 * change is later than the write.
 *
 * @returns the computers that still do not have it when the time is over.
 */
export async function waitForReplicas(deployment: Deployment, computers: readonly string[], waiting: Waiting): Promise<string[]> {
  const { since, limitMinutes, onProgress, signal } = waiting;
  const end = Date.now() + limitMinutes * 60_000;
  for (let pause = pauses.firstMilliseconds; ; pause = Math.min(pause * pauses.factor, pauses.mostMilliseconds)) {
    const replicas = new Map((await deployment.replicas()).map((replica) => [identityKey(replica.fqdn), replica]));
    const missing = computers.filter((fqdn) => !hasIt(replicas.get(identityKey(fqdn)), since));
    onProgress(missing, computers.length);
    if (missing.length === 0 || Date.now() + pause > end) return missing;
    await setTimeout(pause, undefined, { signal });
  }
}

function hasIt(replica: Replica | undefined, since: Date): boolean {
  return replica?.isUpToDate === true && replica.updateCreated !== undefined && replica.updateCreated >= since;
}
