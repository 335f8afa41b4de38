import { identityKey } from "../../../configurations/identity";
import type { DirectoryPool } from "../../../deployment/directory";
import { LyncError } from "../../../errors";
import type { DeploymentContext } from "../check";

/**
 * After this many failures no further backup pool is read, because each failure may take the whole
 * time limit of a cmdlet.
 */
const mostFailures = 3;

/** The backup pools of pools, and the pools whose backup pool could not be read. */
export interface Backups {
  /** The backup pool by the pool's lower-cased name; undefined if the pool has none. */
  backups: ReadonlyMap<string, string | undefined>;
  /** The pools whose backup pool is unknown. */
  unknown: readonly string[];
  /** The first failure, if there was one. */
  failure: LyncError | undefined;
}

/** Reads the backup pools. Each one takes a cmdlet. */
export async function askBackups(
  { deployment, say }: Pick<DeploymentContext, "deployment" | "say">,
  pools: readonly DirectoryPool[],
): Promise<Backups> {
  const backups = new Map<string, string | undefined>();
  const failures: LyncError[] = [];
  for (const [index, { fqdn }] of pools.entries()) {
    if (failures.length >= mostFailures) break;
    say(`Reading backup pools: ${index + 1} of ${pools.length}.`);
    try {
      backups.set(identityKey(fqdn), await deployment.backupPool(fqdn));
    } catch (error) {
      if (!(error instanceof LyncError)) throw error;
      failures.push(error);
    }
  }
  const unknown = pools.map(({ fqdn }) => fqdn).filter((fqdn) => !backups.has(identityKey(fqdn)));
  return { backups, unknown, failure: failures[0] };
}
