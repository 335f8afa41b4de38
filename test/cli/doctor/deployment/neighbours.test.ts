import { describe, expect, test } from "vitest";
import { neighboursCheck } from "../../../../provider/src/cli/doctor/deployment/neighbours";
import type { Pool } from "../../../../provider/src/simulator/topology";
import { examined, inShort } from "../../../support/deploymentChecks";
import { web } from "../../../support/judging";
import { makePassive, poolName, poolNames, topologyOf } from "../../../support/generatedPools";
import { simulate, type Simulated } from "../../../support/simulated";

const director = "Director01.contoso.com";
const paired = (pools: number, others: Pool[] = []): object =>
  topologyOf(pools, {
    pools: Object.fromEntries(Array.from({ length: pools / 2 }, (_, pair) => [2 * pair + 1, { backupPool: poolName(2 * pair + 2) }])),
    others,
  });
const backupsAsked = ({ calls }: Simulated): number => calls.filter(({ cmdlet }) => cmdlet === "Get-CsPoolBackupRelationship").length;

test("backup pools and Directors are not read if no pool is passive", async () => {
  const simulated = simulate(paired(40));
  expect(inShort(await examined(neighboursCheck, simulated.deployment))).toEqual(["notAsked: simulator:contoso.json"]);
  expect(backupsAsked(simulated)).toBe(0);
});

test("if every pool with users is passive, no backup pools are read, and the result is fine", async () => {
  const simulated = simulate(paired(40, [{ fqdn: director, role: "director" }]));
  makePassive(simulated.file, [...poolNames(40), director]);
  const results = await examined(neighboursCheck, simulated.deployment);
  expect(inShort(results)).toEqual(["fine: 41 pools"]);
  expect(results[0]).toMatchObject({
    asked: "Get-CsService for the Directors of their sites, and Get-CsWebServiceConfiguration",
    found:
      "Users of 41 passive pools are sent only to pools that are also passive. Backup pools were not read, because every pool with users is passive.",
  });
  expect(backupsAsked(simulated)).toBe(0);
});

describe("a backup pool that is not passive", () => {
  test("is a finding that names the passive pool; only the backup pools of passive pools are read, with progress", async () => {
    const simulated = simulate(paired(40));
    makePassive(simulated.file, poolNames(3));
    const said: string[] = [];
    const results = await examined(neighboursCheck, simulated.deployment, { say: (text) => said.push(text) });
    expect(inShort(results)).toEqual([`finding: ${poolName(4)} [neighbourNotPassive]`, "fine: 2 pools"]);
    expect(results[0]).toMatchObject({
      found:
        `${poolName(4)} is the backup pool of ${poolName(3)}, where passive authentication is the only sign-in method. ` +
        `${poolName(4)} is not passive, so the users that it serves can sign in by other methods.`,
      advice: `Make ${poolName(4)} passive too.`,
    });
    expect(results[0]?.asked).toContain("Get-CsPoolBackupRelationship -PoolFqdn");
    expect(said).toEqual([1, 2, 3].map((number) => `Reading backup pools: ${String(number)} of 3.`));
    expect(backupsAsked(simulated)).toBe(3);
  });

  test("is unknown if it cannot be read; that hides no Director, and only a few pools are tried", async () => {
    const simulated = simulate(paired(40, [{ fqdn: director, role: "director" }]));
    makePassive(simulated.file, poolNames(39));
    simulated.setFaults({ cmdlet: "Get-CsPoolBackupRelationship", fail: { category: "PermissionDenied", id: "AccessDenied" } });
    const results = await examined(neighboursCheck, simulated.deployment);
    expect(inShort(results)).toEqual([`finding: ${director} [neighbourNotPassive]`, "unknown: 39 pools [accessDenied]"]);
    expect(results[1]).toMatchObject({
      asked: `Get-CsPoolBackupRelationship -PoolFqdn '${poolName(1)}'`,
      found: expect.stringMatching(/^The backup pools of .* and 36 more are unknown\. .*\.$/) as string,
    });
    expect(backupsAsked(simulated)).toBe(3);
  });

  test("is still read for the other pools if one cmdlet fails", async () => {
    const simulated = simulate(paired(4));
    makePassive(simulated.file, poolNames(3));
    simulated.setFaults({ cmdlet: "Get-CsPoolBackupRelationship", times: 1, fail: { category: "PermissionDenied", id: "AccessDenied" } });
    expect(inShort(await examined(neighboursCheck, simulated.deployment))).toEqual([
      `finding: ${poolName(4)} [neighbourNotPassive]`,
      `unknown: ${poolName(1)} [accessDenied]`,
      `fine: ${poolName(2)}`,
    ]);
  });
});

describe("a Director", () => {
  test("that is not passive is one finding for all passive pools of its site, which names the first of them", async () => {
    const simulated = simulate(topologyOf(40, { others: [{ fqdn: director, role: "director" }] }));
    makePassive(simulated.file, poolNames(40));
    const results = await examined(neighboursCheck, simulated.deployment);
    expect(inShort(results)).toEqual([`finding: ${director} [neighbourNotPassive]`]);
    expect(results[0]?.found).toContain(
      `${director} is the Director of the site of ${poolName(1)}, ${poolName(2)}, ${poolName(3)} and 37 more, where passive authentication is the only sign-in method.`,
    );
  });

  test("is unknown if its Web Services cannot be read, and then no pool of its site is fine", async () => {
    const simulated = simulate(topologyOf(2, { others: [{ fqdn: director, role: "director" }] }));
    makePassive(simulated.file, [...poolNames(2), director]);
    simulated.changeObjects((object) => (object.Identity === web(director) ? { ...object, UsePinAuth: "perhaps" } : object));
    const results = await examined(neighboursCheck, simulated.deployment);
    expect(inShort(results)).toEqual(["unknown: 2 pools [unread]"]);
    expect(results[0]?.found).toMatch(/^UsePinAuth of "Service:WebServer:Director01\.contoso\.com" cannot be read: /);
  });

  test("that is passive in front of pools with other methods is fine, because it can be intended", async () => {
    const simulated = simulate(topologyOf(40, { others: [{ fqdn: director, role: "director" }] }));
    makePassive(simulated.file, [director]);
    expect(inShort(await examined(neighboursCheck, simulated.deployment))).toEqual([`fine: ${director}`]);
  });
});
