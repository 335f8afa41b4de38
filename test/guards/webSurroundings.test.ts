import { describe, expect, test } from "vitest";
import type { Call } from "../../provider/src/cmdlets/call";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService, type WebServiceValues } from "../../provider/src/configurations/webService";
import type { AroundWebService } from "../../provider/src/guards/rules/aroundWebService";
import { aroundWebService } from "../../provider/src/guards/webSurroundings";
import type { Scope } from "../../provider/src/stack/memory";
import { check, create } from "../support/verbs";
import { warnedAtEnd } from "../support/atEnd";
import { simulate, type Simulated } from "../support/simulated";
import { newProxy, newWeb, offOnServer, passive, passiveOnServer, registrar, web } from "../support/judging";
import { scopeAfter } from "../support/scopes";
import { saying } from "../support/saying";

const fqdns = ["LyncPool01.contoso.com", "LyncPool02.contoso.com", "LyncPool03.contoso.com", "LyncPool04.contoso.com"];
// The first two pools back each other up, and so do the last two.
const pools = fqdns.map((fqdn, index) => ({ fqdn, role: "enterprisePool", backupPool: fqdns[index % 2 === 0 ? index + 1 : index - 1] }));
const topology = { serverVersion: 2013, sites: [{ name: "Redmond", pools }] };
const declaredOf = (fqdn: string): Record<string, unknown> => ({
  identity: `Service:WebServer:${fqdn}`,
  useWsFedPassiveAuth: true,
  wsFedPassiveMetadataUri: "https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml",
  useCertificateAuth: false,
  usePinAuth: false,
  useWindowsAuth: "None",
});

/**
 * Makes the pools passive, and checks them again as a later process does. Returns the warnings
 * about backup pools, by pool. The proxies are as the procedure has them, because another guard
 * judges them.
 */
async function checkAgain(
  { deployment, newProcess, calls, run }: Simulated,
  passive: readonly string[],
  changes: Record<string, Record<string, unknown>> = {},
): Promise<Record<string, string[]>> {
  const states = [];
  for (const fqdn of passive) states.push((await create(webService, deployment, declaredOf(fqdn))).outs as Record<string, unknown>);
  // Otherwise there would be warnings about the methods that the proxy leaves on.
  const withoutPasswords = { UseKerberosForClientToProxyAuth: false, UseNtlmForClientToProxyAuth: false };
  await run({ cmdlet: "Set-CsProxyConfiguration", parameters: { Identity: "global", ...withoutPasswords } });
  calls.length = 0;
  const later = newProcess();
  for (const state of states) {
    const fqdn = String(state.identity).split(":")[2] ?? "";
    await check(webService, later, state, { ...declaredOf(fqdn), ...changes[fqdn], beside: { mark: fqdn } });
  }
  return warnedAtEnd(later);
}

const backupsAsked = ({ calls }: Simulated): number => calls.filter(({ cmdlet }) => cmdlet === "Get-CsPoolBackupRelationship").length;

test("no backup pool is read if every pool is passive", async () => {
  const simulated = simulate(topology);
  expect(await checkAgain(simulated, fqdns)).toEqual({});
  expect(backupsAsked(simulated)).toBe(0);
});

test("a pool whose backup pool is not passive is warned about", async () => {
  const simulated = simulate(topology);
  expect(await checkAgain(simulated, fqdns.slice(0, 3))).toEqual({
    "LyncPool03.contoso.com": [saying("neighbourNotPassive", "LyncPool04.contoso.com")],
  });
  expect(backupsAsked(simulated)).toBe(3);
});

test("a pool that the program turns back does not count as passive, even if it is checked last, and the warning is there", async () => {
  const back = { "LyncPool04.contoso.com": { useWsFedPassiveAuth: false, useWindowsAuth: "NTLM" } };
  expect(await checkAgain(simulate(topology), fqdns, back)).toEqual({
    "LyncPool04.contoso.com": [
      saying("neighbourNotPassive", "LyncPool04.contoso.com is the backup pool of LyncPool03.contoso.com, which stays passive"),
    ],
  });
});

describe("around a pool's Web Services", () => {
  const [one, two] = ["LyncPool01.contoso.com", "LyncPool02.contoso.com"] as const;
  const [director, edge, branch] = ["Director01.contoso.com", "EdgePool01.contoso.com", "Branch01.contoso.com"] as const;
  const site = [
    { fqdn: one, role: "enterprisePool", backupPool: two },
    { fqdn: director, role: "director" },
    { fqdn: edge, role: "edge", nextHop: one },
    { fqdn: branch, role: "survivableBranch", homePool: one },
  ];
  const whole = {
    serverVersion: 2013,
    sites: [
      { name: "Redmond", pools: site },
      { name: "Dublin", pools: [{ fqdn: two, role: "enterprisePool", backupPool: one }] },
    ],
  };
  const around = async (scope: Scope, pool: string, values: WebServiceValues = {}): Promise<AroundWebService> =>
    aroundWebService(scope, pool, values);

  test("are the proxies where its users sign in: its own, those of its Edges, and those of the branches that it serves", async () => {
    const { scope } = await scopeAfter(webService, [newProxy(registrar(one), { UseNtlmForClientToProxyAuth: false })], whole);
    scope.memory.declarations.recordTold({ proxies: "global", webServices: [] });
    const { proxies, neighbours } = await around(scope, one);
    expect(neighbours).toEqual([]);
    expect(proxies).toMatchObject([
      { identity: registrar(one), values: { useNtlmForClientToProxyAuth: false }, isDeclared: false },
      { identity: "Global", edge, isDeclared: true },
      { identity: "Global", branch, isDeclared: true },
    ]);
    expect((await around(scope, two)).proxies).toMatchObject([{ identity: "Global" }]);
  });

  test("is no proxy if a declared proxy with an unknown identity may be any of them", async () => {
    const { scope } = await scopeAfter(webService, [], whole);
    scope.memory.declarations.recordUnidentified(proxy);
    expect((await around(scope, one)).proxies).toEqual([]);
  });

  test("are its backup pool and the Directors of its site, if it is passive", async () => {
    const { scope } = await scopeAfter(webService, [newWeb(web(director), passiveOnServer)], whole);
    expect((await around(scope, one, passive)).neighbours).toEqual([
      { what: "Its backup pool", pool: two, isPassive: false },
      { what: "Its Director", pool: director, isPassive: true },
    ]);
    expect((await around(scope, director, passive)).neighbours).toEqual([]);
  });

  test("is no pool whose settings are not known yet", async () => {
    const { scope } = await scopeAfter(webService, [], whole);
    scope.memory.outlook.recordExpected(webService, { identity: web(two), values: {}, unknown: ["useWindowsAuth"], secrets: [] });
    expect((await around(scope, one, passive)).neighbours.map(({ pool }) => pool)).toEqual([director]);
  });

  test("is nothing if the directory does not have the pool", async () => {
    const { scope } = await scopeAfter(webService, [], whole);
    expect(await around(scope, "gone.contoso.com", passive)).toEqual({ neighbours: [], proxies: [], unread: [] });
  });

  test("is a branch that other pools may also serve, only if none of them lets a client sign in", async () => {
    const unsaid = site.map(({ fqdn, role, ...more }) => ({ fqdn, role, ...(role === "edge" ? more : {}) }));
    const both = { serverVersion: 2013, sites: [{ name: "Redmond", pools: [...unsaid, { fqdn: two, role: "enterprisePool" }] }] };
    const branches = async (server: Call[]): Promise<(string | undefined)[]> =>
      (await around((await scopeAfter(webService, server, both)).scope, one)).proxies.flatMap((at) => at.branch ?? []);
    expect(await branches([])).toEqual([]);
    expect(await branches([newWeb(web(two), offOnServer)])).toEqual([branch]);
  });
});
