import { identityKey } from "../../configurations/identity";
import type { Deployment } from "../../deployment/deployment";
import { LyncError } from "../../errors";
import { byName, missingAmong, missingWords, type Missing } from "../rollout/replication";
import { sentence } from "../sentence";
import type { Found } from "./findings";

/** Which servers act on what is stored, as the replication status has it. */
export interface InEffect {
  /** What is found at a pool. */
  findingsOf: (pool: string) => Found[];
  /** Why nothing could be told; undefined where it could. */
  note: string | undefined;
}

/** Reads it for all pools, by one listing of the computers and one of their replicas. */
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
    return { findingsOf: () => [], note: sentence(`Which servers act on what is stored is unknown. ${error.message}`) };
  }
}

function notInEffect(missing: readonly Missing[]): Found {
  const message = `What is stored is not yet on ${missingWords(missing)}. A server acts on its own copy: look at Get-CsManagementStoreReplicationStatus.`;
  return { code: "notInEffect", message, undermines: true };
}
