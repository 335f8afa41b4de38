import { describe, expect, test } from "vitest";
import { parseIdentity } from "../../provider/src/configurations/identity";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import { aroundProxy } from "../../provider/src/guards/proxySurroundings";
import type { AroundProxy } from "../../provider/src/guards/rules/aroundProxy";
import type { Scope } from "../../provider/src/stack/memory";
import { edgeServer, newProxy, newWeb, offOnServer, passiveOnServer, registrar, web } from "../support/judging";
import { scopeAfter } from "../support/scopes";

const [pool, other, director] = ["LyncPool01.contoso.com", "LyncPool02.contoso.com", "Director01.contoso.com"] as const;
const [edge, branch] = ["EdgePool01.contoso.com", "Branch01.contoso.com"] as const;
const users = [pool, other].map((fqdn) => ({ fqdn, role: "enterprisePool" }));
const siteOf = (...pools: object[]): object => ({ serverVersion: 2013, sites: [{ name: "Redmond", pools: [...users, ...pools] }] });
const withEdge = siteOf({ fqdn: edge, role: "edge", nextHop: pool });

async function around(scope: Scope, identity: string): Promise<AroundProxy[]> {
  return aroundProxy(scope, parseIdentity(identity, proxy));
}

describe("behind a pool's proxy", () => {
  test("are its own Web Services", async () => {
    const { scope } = await scopeAfter(proxy, [newWeb(web(pool), { UseWindowsAuth: "NTLM" })], siteOf());
    expect(await around(scope, registrar(pool))).toMatchObject([
      { pool, pools: [pool], web: { useWindowsAuth: "NTLM" }, unknown: [], isNextHop: false, leftOut: [], isAnyOf: false, unread: [] },
    ]);
  });

  test("are unknown Web Services if the directory does not have the pool", async () => {
    const { scope } = await scopeAfter(proxy, [], siteOf());
    expect(await around(scope, registrar("gone.contoso.com"))).toMatchObject([{ pool: undefined, pools: [], web: undefined }]);
  });

  test("is one of several pools if a branch does not name its pool", async () => {
    const { scope } = await scopeAfter(proxy, [], siteOf({ fqdn: branch, role: "survivableBranch" }));
    expect(await around(scope, registrar(branch))).toMatchObject([{ pools: [pool, other], isAnyOf: true }]);
  });
});

describe("behind an Edge's proxy", () => {
  const server = [newWeb(web(pool), passiveOnServer)];

  test("is a next hop that is not passive", async () => {
    const { scope } = await scopeAfter(proxy, [], withEdge);
    expect(await around(scope, edgeServer(edge))).toMatchObject([{ pools: [pool], isNextHop: true, leftOut: [] }]);
  });

  test("are pools of its passive next hop's site that are known not to become passive", async () => {
    const { scope } = await scopeAfter(proxy, server, withEdge);
    expect(await around(scope, edgeServer(edge))).toMatchObject([{ pools: [pool], isNextHop: false, leftOut: [other] }]);
    scope.memory.outlook.recordExpected(webService, { identity: web(other), values: {}, unknown: ["usePinAuth"], secrets: [] });
    expect(await around(scope, edgeServer(edge))).toMatchObject([{ leftOut: [] }]);
  });

  test.each([
    ["has a passive Director", [newWeb(web(director), passiveOnServer)], []],
    ["has a Director that is not passive", [], [other]],
  ])("are the right pools if the site %s", async (_what, more, leftOut) => {
    const topology = siteOf({ fqdn: edge, role: "edge", nextHop: pool }, { fqdn: director, role: "director" });
    const { scope } = await scopeAfter(proxy, [...server, ...more], topology);
    expect(await around(scope, edgeServer(edge))).toMatchObject([{ leftOut }]);
  });

  test("are settings of those pools that cannot be read, and that is reported", async () => {
    const { scope, simulated } = await scopeAfter(proxy, server, withEdge);
    simulated.changeObjects((object) => (object.Identity === "Global" ? { ...object, UsePinAuth: "perhaps" } : object));
    expect(await around(scope, edgeServer(edge))).toMatchObject([{ leftOut: [], unread: [expect.stringContaining("UsePinAuth")] }]);
  });
});

describe("behind the global proxy", () => {
  test("are the pools that inherit it, in one group if they have the same Web Services", async () => {
    const { scope } = await scopeAfter(proxy, [], withEdge);
    expect(await around(scope, "Global")).toMatchObject([
      { pools: [pool, other], pool: `${pool}, ${other}`, isNextHop: false },
      { pools: [pool], isNextHop: true },
    ]);
  });

  test("are separate groups if their Web Services differ in which clients can sign in", async () => {
    const { scope } = await scopeAfter(proxy, [newWeb(web(other), offOnServer)], siteOf());
    expect((await around(scope, "Global")).map(({ pools }) => pools)).toEqual([[pool], [other]]);
  });

  test("do not include pools that have or will have a proxy of their own, unless that proxy will be removed", async () => {
    const { scope } = await scopeAfter(proxy, [newProxy(registrar(pool), {})], siteOf());
    expect((await around(scope, "Global")).map(({ pools }) => pools)).toEqual([[other]]);
    scope.memory.outlook.recordLeaving(proxy, registrar(pool));
    expect((await around(scope, "Global")).map(({ pools }) => pools)).toEqual([[pool, other]]);
    scope.memory.declarations.recordTold({ proxies: registrar(other).toLowerCase(), webServices: [] });
    expect((await around(scope, "Global")).map(({ pools }) => pools)).toEqual([[pool]]);
    scope.memory.declarations.recordUnidentified(proxy);
    expect(await around(scope, "Global")).toEqual([]);
  });
});
