import { describe, expect, test, vi } from "vitest";
import { clockOf, computersOf, missingWords, waitForReplicas } from "../../../provider/src/cli/rollout/replication";
import type { Deployment } from "../../../provider/src/deployment/deployment";
import type { Replica } from "../../../provider/src/deployment/directory";
import { simulate } from "../../support/simulated";

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
  "a rollout of %s waits for the computers that use it, and reads no other pools",
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
  /** Reads the replicas once, and returns the computers without the changes, in words. */
  const lookedAt = async (deployment: Deployment, since: Date): Promise<string> => {
    const computers = await computersOf(deployment, ["LyncPool01.contoso.com"]);
    const waiting = { since, limitMinutes: 0, onProgress: () => undefined, signal: new AbortController().signal };
    return missingWords(await waitForReplicas(deployment, computers, waiting));
  };

  test("is over when every computer has the changes", async () => {
    expect(await lookedAt(simulate(topology).deployment, new Date(0))).toBe("");
  });

  test("reads for each replica when its newest change was made, and when it last reported", async () => {
    for (const { updateCreated, reported } of await simulate(topology).deployment.replicas()) {
      expect(updateCreated).toBeInstanceOf(Date);
      expect(reported?.getTime()).toBeGreaterThanOrEqual(updateCreated?.getTime() ?? Infinity);
    }
  });

  test("ends with the computers whose replica is older than the write", async () => {
    expect(await lookedAt(simulate(topology).deployment, new Date(Date.now() + 60_000))).toBe("fe01.contoso.com, fe02.contoso.com");
  });

  test("ends with a computer that the replication status does not list", async () => {
    const { deployment } = simulate(topology);
    const replicas = await deployment.replicas();
    vi.spyOn(deployment, "replicas").mockResolvedValue(replicas.filter(({ fqdn }) => fqdn !== "fe02.contoso.com"));
    expect(await lookedAt(deployment, new Date(0))).toBe("fe02.contoso.com (Get-CsManagementStoreReplicationStatus does not list it)");
  });
});

describe("the wait for replicas of another machine, whose dates have lost their time zone", () => {
  const computers = ["fe01.contoso.com"];
  const [second, hour] = [1000, 3_600_000];
  const began = Date.now();
  const ago = (milliseconds: number): number => began - milliseconds;

  /**
   * Reads the replicas before the run and once after it, and returns the computers without the
   * changes.
   */
  const missingAt = async (
    zone: number,
    before: { created: number; reported: number },
    now: { created: number; reported?: number | undefined },
  ): Promise<string> => {
    const replica = ({ created, reported }: { created: number; reported?: number | undefined }): Replica => ({
      fqdn: "fe01.contoso.com",
      isUpToDate: true,
      updateCreated: new Date(created + zone),
      reported: reported === undefined ? undefined : new Date(reported + zone),
    });
    const clock = clockOf([replica(before)], ago(60 * second));
    const deployment = { replicas: () => Promise.resolve([replica(now)]) };
    const waiting = {
      since: new Date(ago(30 * second)),
      limitMinutes: 0,
      onProgress: () => undefined,
      signal: new AbortController().signal,
    };
    return missingWords(await waitForReplicas(deployment, computers, { ...waiting, clock }));
  };

  const fresh = { created: ago(hour), reported: ago(65 * second) };
  const stale = { created: ago(6 * hour + 10 * second), reported: ago(6 * hour) };
  describe.each([
    ["in this zone", 0],
    ["nine hours ahead", 9 * hour],
    ["six and a half hours behind", -6.5 * hour],
  ])("%s", (_where, zone) => {
    test.each([
      ["a change after the write", fresh, { created: ago(20 * second), reported: ago(15 * second) }, ""],
      [
        "a change after the write, if replicas report only when they receive a change",
        stale,
        { created: ago(20 * second), reported: ago(15 * second) },
        "",
      ],
      ["no change since the write", fresh, { created: fresh.created, reported: ago(5 * second) }, "fe01.contoso.com"],
      ["no change since the write, and no report", stale, stale, "fe01.contoso.com"],
      [
        "a change between the reading before the run and the write",
        fresh,
        { created: ago(40 * second), reported: ago(35 * second) },
        "fe01.contoso.com",
      ],
      ["a change without a report of its time", fresh, { created: ago(40 * second), reported: undefined }, "fe01.contoso.com"],
    ])("%s is judged only by the server's own clock", async (_what, before, now, expected) => {
      expect(await missingAt(zone, before, now)).toBe(expected);
    });
  });
});
