import type { Deployment } from "../../../deployment/deployment";
import type { Replica } from "../../../deployment/directory";
import { identityKey } from "../../../configurations/identity";
import { count } from "../../words";
import { byName, missingAmong, missingWords, type Missing } from "../../rollout/replication";
import type { Check, DeploymentContext } from "../check";
import type { Result } from "../result";
import { readPoolComputers, withoutComputers, type PoolComputers } from "./computers";
import { teller } from "./tell";
import { poolsSubject } from "./words";

const name = "Replication";
const asked = "Get-CsManagementStoreReplicationStatus | Select-Object ReplicaFqdn, UpToDate, LastStatusReport";
const tell = teller(name, asked);

/** A pool, and its computers that do not have all stored values yet. */
interface PoolReplicas extends PoolComputers {
  missing: Missing[];
}

/**
 * Checks that each server has all stored values. A server acts only on its replica of the Central
 * Management store.
 */
export const replicationCheck: Check<DeploymentContext> = {
  name,
  asked,
  run: async ({ deployment }) => {
    const all = await readPoolComputers(deployment);
    const replicas = byName(await deployment.replicas());
    const pools = all.map(({ pool, computers }) => {
      const names = computers.map(({ fqdn }) => fqdn);
      return { pool, computers, missing: missingAmong(names, replicas, ({ isUpToDate }) => isUpToDate) };
    });
    const behind = pools.filter(({ missing }) => missing.length > 0);
    const findings = behind.map((one) => finding(one, { deployment, replicas }));
    return [...findings, ...withoutComputers(all, tell), ...fine(pools)];
  },
};

function finding(
  { pool, missing }: PoolReplicas,
  { deployment, replicas }: { deployment: Deployment; replicas: ReadonlyMap<string, Replica> },
): Result {
  const words = missing.map((one) => {
    const reported = replicas.get(identityKey(one.fqdn))?.reported;
    return one.isListed ? `${one.fqdn} (${reportWords(reported, deployment)})` : missingWords([one]);
  });
  return tell("finding", pool, {
    code: "notInEffect",
    found: `These computers do not have all stored values yet, and act on earlier ones: ${words.join(", ")}.`,
    advice:
      "After a change, wait a few minutes and run doctor again. If a computer stays behind, check that it runs, and that its service REPLICA runs (Get-CsWindowsService -Name REPLICA). " +
      "Invoke-CsManagementStoreReplication -ReplicaFqdn <computer> starts its replication again.",
  });
}

/**
 * When a computer last reported. A date from another machine has lost its time zone, so it is shown
 * as it arrived.
 */
function reportWords(reported: Date | undefined, { isRemote }: Pick<Deployment, "isRemote">): string {
  if (reported === undefined) return "it has reported no status";
  if (!isRemote) return `last report ${reported.toISOString()}`;
  const local = new Date(reported.getTime() - reported.getTimezoneOffset() * 60_000).toISOString();
  return `last report ${local.slice(0, "2013-07-01T00:00:00".length)} by the server's clock`;
}

function fine(pools: readonly PoolReplicas[]): Result[] {
  const good = pools.filter(({ computers, missing }) => computers.length > 0 && missing.length === 0);
  if (good.length === 0) return [];
  const computers = good.flatMap((one) => one.computers);
  return [
    tell("fine", poolsSubject(good.map(({ pool }) => pool)), {
      found: `The replicas of ${count(computers.length, "computer")} in ${count(good.length, "pool")} are up to date.`,
    }),
  ];
}
