import { describe, expect, test, vi } from "vitest";
import { replicationCheck } from "../../../../provider/src/cli/doctor/deployment/replication";
import { examined, inShort } from "../../../support/deploymentChecks";
import { poolName, topologyOf } from "../../../support/generatedPools";
import { simulate } from "../../../support/simulated";

test.each([1, 40])("replicas that are up to date make one result for %i pools", async (pools) => {
  const { deployment, calls } = simulate(topologyOf(pools, { others: [{ fqdn: "sql01.contoso.com", role: "sqlServer" }] }));
  const results = await examined(replicationCheck, deployment);
  expect(inShort(results)).toEqual([`fine: ${pools === 1 ? poolName(1) : "40 pools"}`]);
  expect(results[0]?.found).toBe(
    `The replicas of ${String(2 * pools)} computers in ${pools === 1 ? "1 pool" : "40 pools"} are up to date.`,
  );
  expect(calls).toHaveLength(4);
});

describe("a replica that does not have all stored values", () => {
  const reported = "2013-07-01T12:00:00.000Z";

  test("is a finding of its pool with its name and last report; so is a replica that is not listed", async () => {
    const simulated = simulate(topologyOf(40));
    simulated.changeObjects((object) => {
      if (object.ReplicaFqdn === "fe1b.contoso.com") return { ...object, UpToDate: "False", LastStatusReport: reported };
      if (object.ReplicaFqdn === "fe1a.contoso.com") return { ...object, UpToDate: "False", LastStatusReport: null };
      return object.ReplicaFqdn === "fe2a.contoso.com" ? { ...object, ReplicaFqdn: "gone.contoso.com" } : object;
    });
    const results = await examined(replicationCheck, simulated.deployment);
    expect(inShort(results)).toEqual([`finding: ${poolName(1)} [notInEffect]`, `finding: ${poolName(2)} [notInEffect]`, "fine: 38 pools"]);
    expect(results.map(({ found }) => found)).toEqual([
      `These computers do not have all stored values yet, and act on earlier ones: fe1a.contoso.com (it has reported no status), fe1b.contoso.com (last report ${reported}).`,
      expect.stringContaining("earlier ones: fe2a.contoso.com (Get-CsManagementStoreReplicationStatus does not list it)."),
      "The replicas of 76 computers in 38 pools are up to date.",
    ]);
    expect(results[0]?.advice).toContain("Get-CsWindowsService -Name REPLICA");
  });

  test("is reported with the server's own time if its dates come from another machine without a time zone", async () => {
    const simulated = simulate(topologyOf(1));
    const replica = { fqdn: "fe1a.contoso.com", isUpToDate: false, updateCreated: undefined, reported: new Date("2013-07-01T12:00:00") };
    vi.spyOn(simulated.deployment, "replicas").mockResolvedValue([replica]);
    Object.defineProperty(simulated.deployment, "isRemote", { value: true });
    const [result] = await examined(replicationCheck, simulated.deployment);
    expect(result?.found).toContain("fe1a.contoso.com (last report 2013-07-01T12:00:00 by the server's clock)");
  });

  test("is a finding for each pool if all lag behind", async () => {
    const simulated = simulate(topologyOf(40));
    simulated.setFaults({ cmdlet: "Get-CsManagementStoreReplicationStatus", lagSeconds: 3600 });
    const results = await examined(replicationCheck, simulated.deployment);
    expect(results).toHaveLength(40);
    expect(new Set(results.map(({ code }) => code))).toEqual(new Set(["notInEffect"]));
  });
});

test("a pool without computers is unknown, not fine", async () => {
  const simulated = simulate(topologyOf(2));
  simulated.changeObjects((object) => (object.Identity === poolName(1) ? { ...object, Computers: [] } : object));
  expect(inShort(await examined(replicationCheck, simulated.deployment))).toEqual([
    `unknown: ${poolName(1)} [notJudged]`,
    `fine: ${poolName(2)}`,
  ]);
});

test("the check is unknown if the replicas cannot be read", async () => {
  const simulated = simulate(topologyOf(1));
  simulated.setFaults({ cmdlet: "Get-CsManagementStoreReplicationStatus", fail: { category: "PermissionDenied", id: "AccessDenied" } });
  expect(inShort(await examined(replicationCheck, simulated.deployment))).toEqual(["unknown: this check [accessDenied]"]);
});
