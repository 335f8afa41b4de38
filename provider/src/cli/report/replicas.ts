import { identityKey } from "../../configurations/identity";
import type { Deployment } from "../../deployment/deployment";
import { LyncError } from "../../errors";
import { firstFew } from "../../listed";
import type { Found } from "./findings";

/** Which servers act on what is stored, as the replication status has it. */
export interface InEffect {
  /** What is found at a pool. */
  findingsOf: (pool: string) => Found[];
  /** Why nothing could be told. */
  note: string | undefined;
}

/** Reads it for all pools, by one call for the computers and one for their replicas. */
export async function readInEffect(deployment: Deployment): Promise<InEffect> {
  try {
    const [replicas, computers] = [await deployment.replicas(), await deployment.versions()];
    const upToDate = new Set(replicas.filter(({ isUpToDate }) => isUpToDate).map(({ fqdn }) => identityKey(fqdn)));
    const note =
      computers.size > 0 ? undefined : "Which servers act on what is stored is unknown: the computers of the pools could not be read.";
    const findingsOf = (pool: string): Found[] => {
      const behind = (computers.get(identityKey(pool)) ?? []).filter(({ fqdn }) => !upToDate.has(identityKey(fqdn)));
      return behind.length === 0 ? [] : [notInEffect(behind.map(({ fqdn }) => fqdn))];
    };
    return { findingsOf, note };
  } catch (error) {
    if (!(error instanceof LyncError)) throw error;
    return { findingsOf: () => [], note: `Which servers act on what is stored is unknown. ${error.message}` };
  }
}

function notInEffect(computers: readonly string[]): Found {
  const message = `What is stored is not yet on ${firstFew(computers, 3)}. A server acts on its own copy: look at Get-CsManagementStoreReplicationStatus.`;
  return { code: "notInEffect", message, undermines: true };
}
