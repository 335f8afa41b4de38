import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { deploymentChecks } from "../../../../provider/src/cli/doctor/checks";
import type { Examination } from "../../../../provider/src/cli/doctor/examination";
import type { Result } from "../../../../provider/src/cli/doctor/result";
import type { Topology } from "../../../../provider/src/simulator/topology";
import { examined, inShort } from "../../../support/deploymentChecks";
import { makePassive, poolName, poolNames, topologyOf } from "../../../support/generatedPools";
import { simulate } from "../../../support/simulated";

const command = path.resolve(import.meta.dirname, "..", "..", "..", "..", "provider", "bin", "pulumi-lync");
const ours = deploymentChecks.map(({ name }) => name);

/**
 * Runs the built `pulumi-lync doctor --format json` on a simulated deployment. These pools are
 * passive.
 */
async function doctor(topology: Topology, passive: readonly string[]): Promise<{ code: number; results: Result[] }> {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-doctor-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const file = path.join(folder, "deployment.json");
  writeFileSync(file, JSON.stringify(topology));
  makePassive(file, passive);
  const { code, stdout, stderr } = await new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [command, "doctor", "--simulator", file, "--format", "json"], { cwd: folder }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    });
  });
  expect(stdout, stderr).not.toBe("");
  const { version, results } = JSON.parse(stdout) as Examination;
  expect(version).toBe(1);
  return { code, results };
}

/** The exit code for these results. They include those of other checks on this machine. */
function codeOf(results: readonly Result[]): number {
  const has = (status: string): boolean => results.some((result) => result.status === status);
  return has("finding") ? 1 : has("unknown") ? 2 : 0;
}

describe("pulumi-lync doctor --format json", () => {
  test.each([
    [1, poolName(1)],
    [40, "40 pools"],
    [1000, "1000 pools"],
  ])("reports a sound deployment of %i pools in a few lines", async (count, pools) => {
    const { code, results } = await doctor(topologyOf(count), poolNames(count));
    expect(inShort(results.filter(({ check }) => ours.includes(check)))).toEqual([
      "notAsked: simulator:deployment.json",
      "information: simulator:deployment.json",
      `fine: ${pools}`,
      `fine: ${pools}`,
      "fine: simulator:deployment.json",
      `fine: ${pools}`,
    ]);
    expect(code).toBe(codeOf(results));
  });

  test.each([1, 1000])("finds the only pool of %i whose servers are too old", async (count) => {
    const { code, results } = await doctor(topologyOf(count, { pools: { [count]: { version: 2010 } } }), poolNames(count));
    expect(code).toBe(1);
    const findings = results.filter(({ check, status }) => ours.includes(check) && status === "finding");
    expect(inShort(findings)).toEqual([`finding: ${poolName(count)} [tooOldForPassive]`]);
  });

  test("finds all that is wrong with a deployment of 40 pools", async () => {
    const pools = { 1: { version: 2010 }, 3: { backupPool: poolName(4) } } as const;
    const topology = topologyOf(40, { serverVersion: 2015, modernAuthentication: true, pools });
    const { code, results } = await doctor(topology, [poolName(1), poolName(3)]);
    expect(code).toBe(1);
    const findings = results.filter(({ check, status }) => ours.includes(check) && status === "finding");
    expect(inShort(findings)).toEqual([
      `finding: ${poolName(1)} [tooOldForPassive]`,
      "finding: 2 pools [modernAuthentication]",
      `finding: ${poolName(4)} [neighbourNotPassive]`,
    ]);
  });
});

test("40 pools take as many cmdlets as one, except for the backup pools of passive pools", async () => {
  const callsFor = async (pools: number): Promise<string[]> => {
    const { deployment, file, calls } = simulate(topologyOf(pools, { serverVersion: 2015, modernAuthentication: true }));
    makePassive(file, poolNames(pools - 1));
    for (const check of deploymentChecks) await examined(check, deployment);
    return calls.map(({ cmdlet }) => cmdlet);
  };
  const isBackup = (cmdlet: string): boolean => cmdlet === "Get-CsPoolBackupRelationship";
  const [few, many] = [await callsFor(2), await callsFor(40)];
  expect(many.filter(isBackup)).toHaveLength(39);
  expect(many.filter((cmdlet) => !isBackup(cmdlet))).toEqual(few.filter((cmdlet) => !isBackup(cmdlet)));
});

test("a failing cmdlet makes only the checks that run it unknown", async () => {
  const simulated = simulate(topologyOf(40));
  makePassive(simulated.file, poolNames(40));
  simulated.setFaults({ cmdlet: "Get-CsPool", fail: { category: "PermissionDenied", id: "AccessDenied" } });
  const byCheck = await Promise.all(
    deploymentChecks.map(async (check) => [check.name, await examined(check, simulated.deployment)] as const),
  );
  expect(byCheck.map(([name, results]) => [name, results.map(({ status }) => status)])).toEqual([
    ["Declared pools and sites", ["notAsked"]],
    ["Passive authentication", ["information"]],
    ["Versions", ["unknown"]],
    ["Replication", ["unknown"]],
    ["Modern authentication", ["fine"]],
    ["Backup pools and Directors", ["fine"]],
  ]);
});
