import { describe, expect, test } from "vitest";
import { newRun } from "../../provider/src/resources/program";
import type { Noun, Values } from "../../provider/src/configurations/noun";
import { proxy } from "../../provider/src/configurations/proxy";
import { webService } from "../../provider/src/configurations/webService";
import type { Deployment } from "../../provider/src/deployment/deployment";
import { check, create, viewOf } from "../support/verbs";
import type { Properties } from "../../provider/src/stack/bag";
import { oldStateIn, leavingFrom } from "../../provider/src/resources/oldState";
import { typeOf } from "../../provider/src/resources/typeOf";
import type { Call } from "../../provider/src/cmdlets/call";
import { warnedAtEnd } from "../support/atEnd";
import { simulate } from "../support/simulated";
import { saying } from "../support/saying";

// Passive pools that stay may rely on what this run changes or removes.

const [first, second, third] = ["LyncPool01.contoso.com", "LyncPool02.contoso.com", "LyncPool03.contoso.com"];
const fourth = "LyncPool04.contoso.com";
const [director, edgePool] = ["Director01.contoso.com", "EdgePool01.contoso.com"];
const topology = {
  serverVersion: 2015,
  sites: [
    {
      name: "Redmond",
      pools: [
        { fqdn: director, role: "director" },
        { fqdn: first, role: "enterprisePool", backupPool: second },
        { fqdn: third, role: "standardEdition" },
        { fqdn: fourth, role: "enterprisePool" },
        { fqdn: edgePool, role: "edge", nextHop: first },
      ],
    },
    { name: "Dublin", pools: [{ fqdn: second, role: "enterprisePool", backupPool: first }] },
  ],
};

interface Declared {
  noun: Noun;
  args: Values & { identity: string };
}
const passive = {
  ...{ useCertificateAuth: false, usePinAuth: false, useWindowsAuth: "None" },
  ...{ useWsFedPassiveAuth: true, wsFedPassiveMetadataUri: "https://dc.contoso.com/metadata.xml" },
};
const back = { ...passive, useWsFedPassiveAuth: false, useWindowsAuth: "Negotiate" };
const web = (pool: string, args: Values = passive): Declared => ({
  noun: webService,
  args: { identity: pool.includes(".") ? `Service:WebServer:${pool}` : pool, ...args },
});
const alone = { useKerberosForClientToProxyAuth: false, useNtlmForClientToProxyAuth: false };
const registrar = (pool: string, args: Values = alone): Declared => ({
  noun: proxy,
  args: { identity: `Service:Registrar:${pool}`, ...args },
});
const edge = (args: Values = alone): Declared => ({ noun: proxy, args: { identity: `Service:EdgeServer:${edgePool}`, ...args } });

const nameOf = ({ noun, args }: Declared): string =>
  `${noun.governs === "webTicket" ? "web" : "proxy"} ${args.identity.split(":").at(-1) ?? ""}`;
const urnOf = (one: Declared): string => `urn:pulumi:test::test::pulumi-nodejs:${typeOf(one.noun)}::${nameOf(one)}`;

/**
 * Brings up one program, then previews another. Returns the warnings at the end, by the resources'
 * names.
 */
async function warned(
  before: Declared[],
  after: Declared[],
  { reads = [], retained = [], server = [] }: { reads?: Declared[]; retained?: string[]; server?: Call[] } = {},
): Promise<Record<string, string[]>> {
  const { newProcess, run } = simulate(topology);
  // Collections that are not declared are as the procedure sets them.
  await run({
    cmdlet: "Set-CsProxyConfiguration",
    parameters: { Identity: "Global", UseKerberosForClientToProxyAuth: false, UseNtlmForClientToProxyAuth: false },
  });
  for (const { error } of await run(...server)) expect(error).toBeNull();
  const up = newProcess();
  const state = new Map<string, Properties>();
  for (const one of before) {
    const { inputs, failures } = await check(one.noun, up, {}, one.args);
    expect(failures).toEqual([]);
    state.set(urnOf(one), (await create(one.noun, up, inputs as Properties)).outs as Properties);
  }
  const preview = newProcess();
  for (const one of after) await checkAgain(preview, one, state.get(urnOf(one)) ?? {});
  for (const { noun, args } of reads) viewOf(preview).memory.declarations.recordRead(noun, args.identity);
  const outputs = before.map((one) => {
    const kept = retained.includes(nameOf(one)) ? { retainOnDelete: true } : {};
    return [urnOf(one), { type: typeOf(one.noun), outputs: { ...state.get(urnOf(one)), ...kept } }] as const;
  });
  const leaving = await leavingFrom({
    ...newRun(),
    isChecked: true,
    declarations: after.map((one) => ({ noun: one.noun, mark: nameOf(one), args: one.args, opts: {} })),
    oldState: Promise.resolve(oldStateIn(Object.fromEntries(outputs), "urn:pulumi:test::test::")),
  });
  const told = await warnedAtEnd(preview, leaving);
  return Object.fromEntries(Object.entries(told).map(([mark, texts]) => [mark.split("::").at(-1) ?? "", texts]));
}

async function checkAgain(deployment: Deployment, one: Declared, olds: Properties): Promise<void> {
  const { failures } = await check(one.noun, deployment, olds, { ...one.args, beside: { mark: nameOf(one) } });
  expect(failures).toEqual([]);
}

const pair = [web(first), web(second)];
const whoseBackup = saying("neighbourNotPassive", ` ${second}. `, `${second} is the backup pool of ${first}, which stays passive`);

describe("a backup pool", () => {
  test("that is removed from the program is warned about if the other pool stays passive", async () => {
    expect(await warned([web(director), ...pair], [web(director), web(first)])).toEqual({
      [`web ${second}`]: [whoseBackup],
    });
  });

  test("that is turned back is warned about at that pool, and not at the other one, which does not change", async () => {
    expect(await warned([web(director), ...pair], [web(director), web(first), web(second, back)])).toEqual({
      [`web ${second}`]: [whoseBackup],
    });
  });

  test("that was adopted is warned about if it is restored", async () => {
    const adopted = web(second, { ...passive, adopt: true });
    const server = [{ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: adopted.args.identity } }];
    expect(await warned([web(director), web(first), adopted], [web(director), web(first)], { server })).toEqual({
      [`web ${second}`]: [whoseBackup],
    });
  });

  test("whose site's collection is removed is warned about at that collection", async () => {
    expect(await warned([web(director), web(first), web("Site:Dublin")], [web(director), web(first)])).toEqual({
      "web Dublin": [whoseBackup],
    });
  });

  test("is not warned about if both are removed, if it is retained, if get reads it, or if the site's collection stays passive", async () => {
    expect(JSON.stringify(await warned([web(director), ...pair], [web(director)]))).not.toContain("the backup pool of");
    expect(await warned([web(director), ...pair], [web(director), web(first)], { retained: [`web ${second}`] })).toEqual({});
    expect(await warned([web(director), ...pair], [web(director), web(first)], { reads: [web(second)] })).toEqual({});
    const dublin = web("Site:Dublin");
    const told = await warned([web(director), ...pair, dublin], [web(director), web(first), dublin]);
    expect(told).not.toHaveProperty([`web ${second}`]);
  });
});

test("a Director that is removed is warned about once, with the passive pools of its site", async () => {
  expect(await warned([web(director), ...pair, web(third)], [...pair, web(third)])).toEqual({
    [`web ${director}`]: [
      saying("neighbourNotPassive", ` ${director}. `, `${director} is the Director of ${first}, ${third}, which stay `),
    ],
  });
});

test("a next hop that is removed is warned about, with the Edge that stays", async () => {
  expect(await warned([web(director), web(first), edge()], [web(director), edge()])).toEqual({
    [`web ${first}`]: [saying("edgeAsksMore", `${first} is the next hop of ${edgePool}, `)],
  });
});

test("a proxy that is removed is warned about if its pool stays passive and will inherit NTLM", async () => {
  const global: Declared = { noun: proxy, args: { identity: "Global", useNtlmForClientToProxyAuth: true } };
  const others = [web(director), ...pair, registrar(first), edge(), global];
  expect((await warned([...others, registrar(second)], others))[`proxy ${second}`]).toEqual([
    saying(
      "noSecondFactor",
      ` ${second}, but the pool will inherit the proxy collection "Global", where useNtlmForClientToProxyAuth is on`,
    ),
  ]);
});

test("Web Services that are removed are warned about if the pool will inherit passive and its proxy keeps NTLM", async () => {
  const methods = { UseCertificateAuth: false, UsePinAuth: false, UseWindowsAuth: "None", UseWsFedPassiveAuth: true };
  const uri = { WsFedPassiveMetadataUri: "https://dc.contoso.com/metadata.xml" };
  const server = [
    { cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: "Site:Redmond", ...methods, ...uri } },
    { cmdlet: "New-CsProxyConfiguration", parameters: { Identity: `Service:Registrar:${third}`, UseKerberosForClientToProxyAuth: false } },
  ];
  expect(await warned([web(director), web(third, { useWindowsAuth: "Negotiate" })], [web(director)], { server })).toEqual({
    [`web ${third}`]: [
      saying("noSecondFactor", `${third}, which will inherit "Site:Redmond" after this removal: `, "useNtlmForClientToProxyAuth"),
    ],
  });
});

test("a restored collection is judged as it will be: a proxy with NTLM, and Web Services that give no certificate", async () => {
  const ntlm = { Identity: `Service:Registrar:${first}`, UseKerberosForClientToProxyAuth: false };
  const proxies = [web(director), ...pair, edge(), registrar(first, { ...alone, adopt: true })];
  const byHand = [{ cmdlet: "New-CsProxyConfiguration", parameters: ntlm }];
  expect(await warned(proxies, proxies.slice(0, -1), { server: byHand })).toEqual({
    [`proxy ${first}`]: [saying("noSecondFactor", ` ${first}, but useNtlmForClientToProxyAuth is on `)],
  });
  // The proxy of the pool, which inherits the global one, takes only certificates.
  const certificates = { UseCertificateAuth: true, UsePinAuth: false, UseWindowsAuth: "None" };
  const server = [{ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: `Service:WebServer:${third}`, ...certificates } }];
  const webs = [web(director), web(third, { ...back, adopt: true })];
  expect(await warned(webs, webs.slice(0, 1), { server })).toEqual({
    [`web ${third}`]: [saying("noWayToTicket", `${third}, once the earlier values are restored: `, 'The proxy collection "Global"')],
  });
});

describe("a new finding at a collection that the run does not change", () => {
  const ntlm = registrar(third, { ...alone, useNtlmForClientToProxyAuth: true });

  test("says that it is new, but not the next time", async () => {
    const standing = saying("noSecondFactor", ` ${third}, but useNtlmForClientToProxyAuth is on `);
    const told = await warned([web(director), web(third, back), ntlm], [web(director), web(third), ntlm]);
    expect(told[`proxy ${third}`]).toEqual([
      saying("noSecondFactor", ` ${third}, but useNtlmForClientToProxyAuth is on `, "[newElsewhere]"),
    ]);
    const next = await warned([web(director), web(third), ntlm], [web(director), web(third), ntlm]);
    expect(next[`proxy ${third}`]).toEqual([standing]);
    expect(JSON.stringify(next)).not.toContain("newElsewhere");
  });

  test("is reported only at the collection that changes, if it is reported there", async () => {
    const before = [web(director), ...pair, edge()];
    const told = await warned(before, [...before.slice(0, 3), edge({ ...alone, useNtlmForClientToProxyAuth: true })]);
    expect(told).toEqual({ [`proxy ${edgePool}`]: [saying("noSecondFactor")] });
  });

  test("does not say that it is new if things get better, such as at an Edge whose pools become passive one after the other", async () => {
    const before = [web(first), web(third, back), edge()];
    const told = await warned(before, [web(first), web(third), edge()]);
    expect(told[`proxy ${edgePool}`]).toEqual([saying("edgeLocksOut", ` ${first} `, ` ${fourth} in the same site `)]);
    expect(JSON.stringify(told)).not.toContain("newElsewhere");
  });
});
