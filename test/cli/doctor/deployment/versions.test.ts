import { describe, expect, test } from "vitest";
import { versionsCheck } from "../../../../provider/src/cli/doctor/deployment/versions";
import { examined, inShort, stackOf } from "../../../support/deploymentChecks";
import { passive, web } from "../../../support/judging";
import { makePassive, poolName, poolNames, topologyOf } from "../../../support/generatedPools";
import { simulate } from "../../../support/simulated";

const others = [
  { fqdn: "sql01.contoso.com", role: "sqlServer" },
  { fqdn: "gateway01.contoso.com", role: "pstnGateway" },
  { fqdn: "mediation01.contoso.com", role: "mediationServer", version: 2010 },
] as const;

describe("servers that support passive authentication", () => {
  test.each([1, 40])("make one result for %i pools, without gateways and SQL servers", async (pools) => {
    const { deployment, calls } = simulate(topologyOf(pools, { others: [...others] }));
    const results = await examined(versionsCheck, deployment);
    expect(inShort(results)).toEqual([`fine: ${pools === 1 ? poolName(1) : "40 pools"}`]);
    expect(results[0]?.found).toBe(
      `None of ${String(pools * 2)} computers in ${String(pools)} pool${pools === 1 ? "" : "s"} is older than the July 2013 update of Lync Server 2013 (version 5.0.8308.420), which introduced passive authentication.`,
    );
    expect(calls.map(({ cmdlet }) => cmdlet)).toEqual(["Get-CsService", "Get-CsPool", "Get-CsManagementStoreReplicationStatus"]);
  });
});

describe("servers that do not support it", () => {
  const topology = topologyOf(40, {
    pools: {
      1: { version: 2010 },
      2: { computers: ["fe2a.contoso.com", { fqdn: "fe2b.contoso.com", productVersion: "5.0.8308.0" }] },
      3: { version: 2010 },
      4: { version: 2010 },
    },
    others: [{ fqdn: "edge01.contoso.com", role: "edge", version: 2010, nextHop: poolName(1) }],
  });

  test("are a finding if passive authentication is on at their pool, and otherwise information", async () => {
    const { deployment, file } = simulate(topology);
    makePassive(file, poolNames(2));
    const results = await examined(versionsCheck, deployment);
    expect(inShort(results)).toEqual([
      "finding: LyncPool0001.contoso.com [tooOldForPassive]",
      "finding: LyncPool0002.contoso.com [updateMissing]",
      "information: 3 pools",
      "fine: 36 pools",
    ]);
    expect(results.map(({ found }) => found)).toEqual([
      "Every server of the pool has version 4.0.7577.0. That is older than Lync Server 2013, and does not support passive authentication. Passive authentication is on at this pool.",
      expect.stringMatching(
        /^fe2b\.contoso\.com \(version 5\.0\.8308\.0\) is older than .*\. Passive authentication is on at this pool\.$/,
      ),
      expect.stringMatching(/^Servers of LyncPool0003\.contoso\.com, LyncPool0004\.contoso\.com, edge01\.contoso\.com are older than /),
      expect.stringContaining("None of 72 computers in 36 pools"),
    ]);
    for (const { asked, advice, status } of results) {
      expect(asked).toContain("Get-CsManagementStoreReplicationStatus | Select-Object ReplicaFqdn, ProductVersion");
      if (status !== "fine") expect(advice).toMatch(/\.$/);
    }
  });

  test("are a finding that names the stack if a stack declares passive authentication", async () => {
    const stacks = [stackOf("prod", ["WebServiceConfiguration", { identity: web(poolName(4)), ...passive }])];
    const results = await examined(versionsCheck, simulate(topology).deployment, { stacks });
    expect(inShort(results)).toEqual(["finding: LyncPool0004.contoso.com [tooOldForPassive]", "information: 4 pools", "fine: 36 pools"]);
    expect(results[0]?.found).toContain(
      "The stack prod declares passive authentication for this pool (resource LyncPool0004.contoso.com).",
    );
  });

  test("are a finding if a stack declares it for a collection that pools inherit", async () => {
    const stacks = [stackOf("prod", ["WebServiceConfiguration", { identity: "Site:Redmond", ...passive }])];
    const { deployment, run } = simulate(topology);
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: "Site:Redmond" } });
    expect(inShort(await examined(versionsCheck, deployment, { stacks })).filter((line) => line.startsWith("finding"))).toHaveLength(4);
  });
});

describe("versions that are unknown", () => {
  test("are reported with the computers' names, and hide no other result", async () => {
    const simulated = simulate(topologyOf(40));
    simulated.changeObjects((object) => {
      if (object.ReplicaFqdn === "fe1a.contoso.com") return { ...object, ProductVersion: null };
      return object.ReplicaFqdn === "fe2b.contoso.com" ? { ...object, ProductVersion: "N/A" } : object;
    });
    const results = await examined(versionsCheck, simulated.deployment);
    expect(inShort(results)).toEqual(["unknown: 2 computers [notJudged]", "fine: 38 pools"]);
    expect(results[0]?.found).toBe(
      "Get-CsManagementStoreReplicationStatus reports no product version for fe1a.contoso.com, fe2b.contoso.com.",
    );
  });

  test("are reported for a pool without computers", async () => {
    const simulated = simulate(topologyOf(2));
    simulated.changeObjects((object) => (object.Identity === poolName(1) ? { ...object, Computers: [] } : object));
    const results = await examined(versionsCheck, simulated.deployment);
    expect(inShort(results)).toEqual([`unknown: ${poolName(1)} [notJudged]`, `fine: ${poolName(2)}`]);
    expect(results[0]?.found).toBe(`Get-CsPool lists no computers of ${poolName(1)}.`);
  });

  test.each(["Get-CsPool", "Get-CsManagementStoreReplicationStatus"])("are unknown, and not fine, if %s fails", async (cmdlet) => {
    const simulated = simulate(topologyOf(1));
    simulated.setFaults({ cmdlet, fail: { category: "PermissionDenied", id: "AccessDenied" } });
    expect(inShort(await examined(versionsCheck, simulated.deployment))).toEqual(["unknown: this check [accessDenied]"]);
    expect((await simulated.deployment.versions()).size).toBe(0);
  });
});
