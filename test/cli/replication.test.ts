import { describe, expect, test } from "vitest";
import { computersOf, missingWords, waitForReplicas } from "../../provider/src/cli/rollout/replication";
import type { Deployment } from "../../provider/src/deployment/deployment";
import type { Replica } from "../../provider/src/deployment/directory";
import { simulate } from "../support/simulated";

const pools = [
  { fqdn: "LyncPool01.contoso.com", role: "enterprisePool", computers: ["fe01.contoso.com", "fe02.contoso.com"] },
  { fqdn: "Director01.contoso.com", role: "director" },
  { fqdn: "Branch01.contoso.com", role: "survivableBranch" },
  { fqdn: "EdgePool01.contoso.com", role: "edge" },
];
const others = [
  { fqdn: "sql01.contoso.com", role: "sqlServer" },
  { fqdn: "files01.contoso.com", role: "fileStore" },
  { fqdn: "gateway01.contoso.com", role: "pstnGateway" },
  { fqdn: "apps01.contoso.com", role: "trustedApplications" },
  { fqdn: "mediation01.contoso.com", role: "mediationServer" },
];
const topology = { serverVersion: 2013, sites: [{ name: "Redmond", pools: [...others, ...pools] }] };

test.each([["Global"], ["Site:Redmond"]])(
  "a rollout of %s waits for the computers that act on it, and asks for no others",
  async (scope) => {
    const { deployment, calls } = simulate(topology);
    expect((await computersOf(deployment, [scope])).sort()).toEqual([
      "Branch01.contoso.com",
      "Director01.contoso.com",
      "EdgePool01.contoso.com",
      "fe01.contoso.com",
      "fe02.contoso.com",
    ]);
    const asked = calls.filter(({ cmdlet }) => cmdlet === "Get-CsPool").map(({ parameters }) => parameters.Identity);
    expect(new Set(asked)).toEqual(new Set(pools.map(({ fqdn }) => fqdn)));
  },
);

describe("the wait", () => {
  /** Looks once at the replicas, and returns which computers are without the changes, in words. */
  const lookedAt = async (deployment: Deployment, since: Date): Promise<string> => {
    const computers = await computersOf(deployment, ["LyncPool01.contoso.com"]);
    const waiting = { since, limitMinutes: 0, onProgress: () => undefined, signal: new AbortController().signal };
    return missingWords(await waitForReplicas(deployment, computers, waiting));
  };

  test("is over when every computer has the changes", async () => {
    expect(await lookedAt(simulate(topology).deployment, new Date(0))).toBe("");
  });

  test("ends with the computers whose replica is older than the write", async () => {
    expect(await lookedAt(simulate(topology).deployment, new Date(Date.now() + 60_000))).toBe("fe01.contoso.com, fe02.contoso.com");
  });

  test("ends with a computer that the replication status does not list", async () => {
    const { deployment } = simulate(topology);
    const replicas = async (): Promise<Replica[]> => (await deployment.replicas()).filter(({ fqdn }) => fqdn !== "fe02.contoso.com");
    expect(await lookedAt({ ...deployment, replicas }, new Date(0))).toBe(
      "fe02.contoso.com (Get-CsManagementStoreReplicationStatus does not list it)",
    );
  });
});
