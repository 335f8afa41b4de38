import { identityKey } from "../../configurations/identity";
import type { Deployment } from "../../deployment/deployment";
import { LyncError } from "../../errors";
import { byName, missingAmong, missingWords, type Missing } from "../rollout/replication";
import { sentence } from "../../sentence";
import type { Found } from "./findings";

/** Which servers act on the stored values, according to the replication status. */
export interface InEffect {
  /** Returns the findings at a pool. */
  findingsOf: (pool: string) => Found[];
  /** Why this is unknown; undefined if it is known. */
  note: string | undefined;
}

/**
 * Reads which servers act on the stored values, for all pools. It needs one listing of the
 * computers and one of their replicas.
 */
export async function readInEffect(deployment: Deployment): Promise<InEffect> {
  try {
    const [replicas, computers] = [byName(await deployment.replicas()), await deployment.askVersions()];
    const findingsOf = (pool: string): Found[] => {
      const names = (computers.get(identityKey(pool)) ?? []).map(({ fqdn }) => fqdn);
      const missing = missingAmong(names, replicas, ({ isUpToDate }) => isUpToDate);
      return missing.length === 0 ? [] : [notInEffect(missing)];
    };
    return { findingsOf, note: undefined };
  } catch (error) {
    if (!(error instanceof LyncError)) throw error;
    return { findingsOf: () => [], note: sentence(`It is unknown which servers act on the stored values. ${error.message}`) };
  }
}

function notInEffect(missing: readonly Missing[]): Found {
  const message = `The stored values have not reached ${missingWords(missing)} yet. A server acts on its own copy. Run Get-CsManagementStoreReplicationStatus to see whether the copies are up to date.`;
  return { code: "notInEffect", message, undermines: true };
}
