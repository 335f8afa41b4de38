import { identityKey } from "../../../configurations/identity";
import type { DirectoryPool } from "../../../deployment/directory";
import { LyncError } from "../../../errors";
import type { DeploymentContext } from "../check";

/**
 * After so many failures no further backup pool is asked for: each may take the whole time limit of
 * a cmdlet.
 */
const mostFailures = 3;

/** The backup pools of pools, and what could not be told. */
export interface Backups {
  /** By the lower-cased name of the pool; undefined for one that has none. */
  backups: ReadonlyMap<string, string | undefined>;
  /** The pools of which it is unknown. */
  unknown: readonly string[];
  /** The first failure, where there was one. */
  failure: LyncError | undefined;
}

/** Asks for backup pools. Each takes a cmdlet of its own. */
export async function askBackups(
  { deployment, say }: Pick<DeploymentContext, "deployment" | "say">,
  pools: readonly DirectoryPool[],
): Promise<Backups> {
  const backups = new Map<string, string | undefined>();
  const failures: LyncError[] = [];
  for (const [index, { fqdn }] of pools.entries()) {
    if (failures.length >= mostFailures) break;
    say(`Asking for backup pools: ${index + 1} of ${pools.length}.`);
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
