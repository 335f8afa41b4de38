import { describe, expect, test } from "vitest";
import { webService } from "../../provider/src/configurations/webService";
import { expectedWeb, webBehind, webPoolsBehind } from "../../provider/src/guards/webBehind";
import { newWeb, web } from "../support/judging";
import { scopeAfter, scopeOf } from "../support/scopes";
import { simulate } from "../support/simulated";

const [pool, other] = ["LyncPool01.contoso.com", "LyncPool02.contoso.com"] as const;
const [edge, branch, orphan] = ["EdgePool01.contoso.com", "Branch01.contoso.com", "Branch02.contoso.com"] as const;
const topology = {
  serverVersion: 2013,
  sites: [
    {
      name: "Redmond",
      pools: [
        ...[pool, other].map((fqdn) => ({ fqdn, role: "enterprisePool" })),
        { fqdn: edge, role: "edge", nextHop: pool },
        { fqdn: branch, role: "survivableBranch", homePool: other },
        { fqdn: orphan, role: "survivableBranch" },
      ],
    },
  ],
};

test.each([
  ["a pool with users", pool, [pool]],
  ["an Edge", edge, [pool]],
  ["a branch that names its pool", branch, [other]],
  ["a branch that does not name its pool", orphan, [pool, other]],
  ["a pool that the directory does not have", "gone.contoso.com", []],
])("behind the proxy of %s (%s) are the Web Services of %s", async (_what, of, behind) => {
  expect(await webPoolsBehind(scopeOf(webService, simulate(topology).deployment), of)).toEqual(behind);
});

describe("behind a proxy", () => {
  const [ntlm, none] = [newWeb(web(pool), { UseWindowsAuth: "NTLM" }), newWeb(web(other), { UseWindowsAuth: "None", UsePinAuth: false })];

  test("are one pool's whole Web Services, or what several pools offer together", async () => {
    const { scope } = await scopeAfter(webService, [ntlm, none], topology);
    expect((await webBehind(scope, branch)).web?.values).toMatchObject({ useWindowsAuth: "None", maxGroupSizeToExpand: 100 });
    expect(await webBehind(scope, orphan)).toEqual({
      pools: [pool, other],
      web: { values: { useWindowsAuth: "NTLM", usePinAuth: true, useWsFedPassiveAuth: false }, unknown: [] },
      unread: [],
    });
    expect(await webBehind(scope, "gone.contoso.com")).toEqual({ pools: [], web: undefined, unread: [] });
  });

  test("is an unknown setting if one of several pools has it unknown, and an unreadable value is reported once", async () => {
    const { scope, simulated } = await scopeAfter(webService, [none], topology);
    simulated.changeObjects((object) => (object.Identity === "Global" ? { ...object, UsePinAuth: "perhaps" } : object));
    const { web: behind, unread } = await webBehind(scope, orphan);
    expect(behind?.unknown).toEqual(["usePinAuth"]);
    expect(unread).toEqual([expect.stringContaining("UsePinAuth")]);
  });
});

describe("the Web Services of a pool", () => {
  test("are its own, and passive if the program will make them passive", async () => {
    const scope = scopeOf(webService, simulate(topology).deployment);
    scope.memory.outlook.recordPassive(pool.toLowerCase());
    expect(await expectedWeb(scope, pool)).toMatchObject({ identity: web(pool), values: { useWsFedPassiveAuth: true }, unknown: [] });
    expect(await expectedWeb(scope, other)).toMatchObject({ identity: "Global", values: { useWsFedPassiveAuth: false } });
  });

  test("are what check found, whatever was recorded before", async () => {
    const scope = scopeOf(webService, simulate(topology).deployment);
    scope.memory.outlook.recordPassive(pool.toLowerCase());
    scope.memory.declarations.recordUnidentified(webService);
    const checked = { identity: web(pool), values: { useWsFedPassiveAuth: false }, unknown: [], secrets: [] };
    scope.memory.outlook.recordExpected(webService, checked);
    expect(await expectedWeb(scope, pool)).toEqual(checked);
  });

  test("are unknown as long as a collection with an unknown identity may be theirs", async () => {
    const scope = scopeOf(webService, simulate(topology).deployment);
    scope.memory.declarations.recordUnidentified(webService);
    expect((await expectedWeb(scope, pool))?.unknown).toEqual(Object.keys(webService.settings));
  });
});
