import { describe, expect, test, vi } from "vitest";
import { isLeftOver } from "../../../provider/src/cli/discover/leftOver";
import { readDiscovered } from "../../../provider/src/cli/discover/read";
import type { Discovered } from "../../../provider/src/cli/discover/discovered";
import { nouns } from "../../../provider/src/configurations/nouns";
import type { Call } from "../../../provider/src/cmdlets/call";
import { LyncError } from "../../../provider/src/errors";
import { check } from "../../support/verbs";
import { contoso } from "../../support/contoso";
import { metadataUri, passiveProxy, passiveWeb } from "../../support/passiveCalls";
import { settingsOf } from "../../support/declarableSettings";
import { simulate, type Simulated } from "../../support/simulated";

const director = "Director01.contoso.com";
const pool = "LyncPool01.contoso.com";
const standard = "StandardServer01.contoso.com";
const edge = "EdgePool01.contoso.com";
const branch = "Branch01.contoso.com";

async function discovered(calls: readonly Call[], topology: object = contoso): Promise<Discovered> {
  const simulated = simulate(topology);
  return readAfter(simulated, calls);
}

async function readAfter({ run, newProcess }: Simulated, calls: readonly Call[]): Promise<Discovered> {
  const results = await run(...calls);
  expect(results.flatMap(({ error }) => error ?? [])).toEqual([]);
  return readDiscovered(newProcess(), () => undefined);
}

const changeGlobal = (parameters: Call["parameters"], noun = "WebService"): Call => ({
  cmdlet: `Set-Cs${noun}Configuration`,
  parameters: { Identity: "Global", ...parameters },
});

test("an unchanged deployment gives no components, collections or notes", async () => {
  const { components, collections, notes } = await discovered([]);
  expect({ components, collections, notes }).toEqual({ components: [], collections: [], notes: [] });
});

describe("a pool that is passive by the procedure is a component", () => {
  test("with its role, and with the Federation Service Name that gives its metadata URI", async () => {
    const calls = [
      ...[director, pool, standard].map((name) => passiveWeb(name)),
      ...[pool, standard].map((name) => passiveProxy(name)),
      passiveProxy(edge, {}, "EdgeServer"),
    ];
    const { components, collections } = await discovered(calls);
    expect(collections).toEqual([]);
    expect(components.map(({ name, role, federationService }) => [name, role, federationService])).toEqual([
      [director, "director", "dc.contoso.com"],
      [edge, "edge", null],
      [pool, "enterprisePool", "dc.contoso.com"],
      [standard, "standardEdition", "dc.contoso.com"],
    ]);
    expect(components[0]).toEqual({
      ...{ name: director, pool: director, role: "director", federationService: "dc.contoso.com", metadataUri: null },
      ...{ webService: {}, proxy: {}, options: {}, remarks: [] },
    });
  });

  test("with further settings that differ from their defaults by meaning, and with another metadata URI", async () => {
    const { components } = await discovered([
      passiveWeb(pool, {
        MaxGroupSizeToExpand: 200,
        MaxCSRKeySize: 16384,
        WsFedPassiveMetadataUri: "https://dc.contoso.com/FederationMetadata",
      }),
      passiveProxy(pool, { MaxClientMessageBodySizeKb: 256 }),
    ]);
    expect(components).toMatchObject([
      {
        federationService: null,
        metadataUri: "https://dc.contoso.com/FederationMetadata",
        webService: { maxGroupSizeToExpand: 200 },
        proxy: { maxClientMessageBodySizeKb: 256 },
      },
    ]);
  });

  test.each([
    ["it has no proxy collection", [passiveWeb(pool)], ["WebServiceConfiguration"]],
    [
      "NTLM is on at its proxy",
      [passiveWeb(pool), passiveProxy(pool, { UseNtlmForClientToProxyAuth: true })],
      ["WebServiceConfiguration", "ProxyConfiguration"],
    ],
    [
      "NTLM is on only for old clients",
      [passiveWeb(pool), passiveProxy(pool, { UseNtlmForClientToProxyAuth: true, DisableNtlmFor2010AndLaterClients: true })],
      ["WebServiceConfiguration", "ProxyConfiguration"],
    ],
    [
      "certificates are on next to passive",
      [passiveWeb(pool, { UseCertificateAuth: true }), passiveProxy(pool)],
      ["WebServiceConfiguration", "ProxyConfiguration"],
    ],
    ["there is no metadata URI", [passiveWeb(director, { WsFedPassiveMetadataUri: "" })], ["WebServiceConfiguration"]],
    ["it is a branch", [passiveProxy(branch)], ["ProxyConfiguration"]],
  ])("but not if %s", async (_what, calls, types) => {
    const { components, collections } = await discovered(calls);
    expect(components).toEqual([]);
    expect(collections.map(({ type }) => type).sort()).toEqual([...types].sort());
  });
});

describe("a collection of a wider scope", () => {
  test("is included for a site, and at global scope only if it differs from its defaults", async () => {
    const site: Call = { cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: "Site:Redmond" } };
    const { collections } = await discovered([site, changeGlobal({ MaxGroupSizeToExpand: 7 })]);
    expect(collections.map(({ identity, name, settings }) => ({ identity, name, settings }))).toEqual([
      { identity: "Global", name: "Global", settings: { maxGroupSizeToExpand: 7 } },
      { identity: "Site:Redmond", name: "Redmond", settings: {} },
    ]);
  });
});

describe("what a guard refuses", () => {
  const passive = { UseWsFedPassiveAuth: true, WsFedPassiveMetadataUri: metadataUri };
  test.each([
    ["passive at global scope next to others", [changeGlobal(passive)], contoso, { allowGlobalPassive: true }],
    [
      "only passive at global scope",
      [changeGlobal({ ...passive, UseWindowsAuth: "None", UsePinAuth: false })],
      contoso,
      { allowGlobalPassiveAlone: true },
    ],
    [
      "passive next to modern authentication",
      [passiveWeb(director)],
      { ...contoso, serverVersion: 2019, modernAuthentication: true },
      { allowWithModernAuthentication: true },
    ],
  ])("gets the option that allows it: %s", async (_what, calls, topology, options) => {
    const { components, collections } = await discovered(calls, topology);
    expect([...components, ...collections]).toMatchObject([{ options, remarks: [] }]);
  });

  test("becomes a remark if no option allows it", async () => {
    const { collections } = await discovered([passiveWeb(director, { WsFedPassiveMetadataUri: "" })]);
    expect(collections).toMatchObject([
      { options: {}, remarks: [{ code: "noMetadataUri", message: expect.stringContaining("No user could sign in") as string }] },
    ]);
  });
});

test("a collection whose pool is no longer in the directory counts as left over, and its remark says why", async () => {
  const simulated = simulate();
  simulated.changeObjects((object) =>
    object.PoolFqdn === pool ? { ...object, Identity: "FileStore:x", PoolFqdn: "x.contoso.com" } : object,
  );
  const { components, collections } = await readAfter(simulated, [passiveWeb(pool)]);
  expect(components).toEqual([]);
  const leftOver = collections.filter(isLeftOver);
  expect(leftOver).toMatchObject([
    { name: pool, remarks: [{ code: "missingScope", message: expect.stringContaining("There is no pool") as string }] },
  ]);
});

test("a value that cannot be read is left out, with a remark", async () => {
  const simulated = simulate();
  simulated.changeObjects((object) =>
    object.Identity === `Service:WebServer:${director}` ? { ...object, MaxGroupSizeToExpand: "many" } : object,
  );
  const { components } = await readAfter(simulated, [passiveWeb(director, { MaxGroupSizeToExpand: 9 })]);
  expect(components).toMatchObject([
    { webService: {}, remarks: [{ code: "unread", message: expect.stringContaining("MaxGroupSizeToExpand of") as string }] },
  ]);
});

test("a value that a program may not declare is left out, with a remark", async () => {
  const simulated = simulate();
  simulated.changeObjects((object) =>
    object.Identity === `Service:WebServer:${director}` ? { ...object, MaxGroupSizeToExpand: 5000 } : object,
  );
  const { components } = await readAfter(simulated, [passiveWeb(director, { MaxGroupSizeToExpand: 9 })]);
  expect(components).toMatchObject([
    {
      webService: {},
      remarks: [
        {
          code: "notAllowed",
          message: `maxGroupSizeToExpand of "Service:WebServer:${director}" is left out. 5000 is not allowed. Allowed: a whole number from 1 to 1000.`,
        },
      ],
    },
  ]);
});

test("discover runs one Get for each noun, and no cmdlet for each pool", async () => {
  const pools = Array.from({ length: 40 }, (_, index) => ({ fqdn: `Pool${String(index)}.contoso.com`, role: "enterprisePool" }));
  const simulated = simulate({ serverVersion: 2013, sites: [{ name: "Redmond", pools }] });
  const passive = pools.slice(1).flatMap(({ fqdn }) => [passiveWeb(fqdn), passiveProxy(fqdn)]);
  await simulated.run(...passive);
  simulated.calls.length = 0;
  const { components } = await readDiscovered(simulated.newProcess(), () => undefined);
  expect(components).toHaveLength(39);
  const cmdlets = simulated.calls.map(({ cmdlet }) => cmdlet);
  expect(cmdlets.filter((cmdlet) => /^Get-Cs(WebService|Proxy)Configuration$/.test(cmdlet))).toHaveLength(2);
  expect(cmdlets.length).toBeLessThan(15);
});

test("if the server does not report its defaults, values that are as in Global are left out, and a note says so", async () => {
  const alone = { serverVersion: 2013, sites: [{ name: "Redmond", pools: [{ fqdn: pool, role: "enterprisePool" }] }] };
  const { components, collections, notes } = await discovered([passiveWeb(pool), passiveProxy(pool)], alone);
  expect([...components, ...collections]).toMatchObject([{ name: pool, webService: {}, proxy: {} }]);
  expect(notes).toEqual([
    "The server does not report its own defaults for a ProxyConfiguration. These settings have no documented default: dnsCacheRecordCount. They are left out if they have the same value as in Global.",
  ]);
  const changed = await discovered([passiveWeb(pool), passiveProxy(pool, { DnsCacheRecordCount: 5000 })], alone);
  expect(changed.components).toMatchObject([{ proxy: { dnsCacheRecordCount: 5000 } }]);
});

describe("every setting", () => {
  test("of both nouns is included, with its value", async () => {
    const simulated = simulate({ ...contoso, serverVersion: 2019 });
    const expected = [];
    for (const [noun, identity] of [
      [nouns[0]!, `Service:WebServer:${pool}`],
      [nouns[1]!, `Service:Registrar:${pool}`],
    ] as const) {
      const settings = settingsOf(noun, await simulated.deployment.factoryValues(noun));
      await simulated.newProcess().create(noun, identity, { values: settings });
      expected.push({ identity, settings });
    }
    const { collections } = await readAfter(simulated, []);
    const found = collections.map(({ identity, settings }) => ({ identity, settings }));
    expect(found.sort((one, other) => (one.identity < other.identity ? 1 : -1))).toEqual(expected);
  });
});

test("an account that may only read is enough for discover", async () => {
  const simulated = simulate();
  await simulated.run(passiveWeb(director, { MaxGroupSizeToExpand: 9 }));
  const deployment = simulated.newProcess();
  const noRole = new LyncError("The account has no role with New.", { kind: "moduleMissing" });
  vi.spyOn(deployment, "factoryValues").mockRejectedValue(noRole);
  vi.spyOn(deployment, "lacking").mockRejectedValue(noRole);
  const { components, collections } = await readDiscovered(deployment, () => undefined);
  expect(components).toMatchObject([{ name: director, webService: { maxGroupSizeToExpand: 9 }, remarks: [] }]);
  expect(collections).toEqual([]);
});

test("a text with half of a surrogate pair is left out, and the rest can be declared", async () => {
  const simulated = simulate({ ...contoso, serverVersion: 2019 });
  simulated.changeObjects((object) =>
    object.Identity === `Service:Registrar:${pool}` ? { ...object, TestFeatureList: "\ud800", OutgoingTlsCount: 2 } : object,
  );
  const { collections } = await readAfter(simulated, [passiveProxy(pool)]);
  expect(collections).toMatchObject([{ settings: { outgoingTlsCount: 2 }, remarks: [{ code: "unpairedSurrogate" }] }]);
  expect(collections.some(isLeftOver)).toBe(false);
});

describe("check accepts everything that is discovered, with and without adopt, even what a guard would refuse", () => {
  test.each([
    ["passive authentication without a metadata URI", [passiveWeb(director, { WsFedPassiveMetadataUri: "" })], "noMetadataUri"],
    ["Web Services without any method", [passiveWeb(pool, { UseWsFedPassiveAuth: false }), passiveProxy(pool)], "noMethodLeft"],
  ])("%s", async (_what, calls, code) => {
    const simulated = simulate();
    const { components, collections } = await readAfter(simulated, calls);
    expect(components).toEqual([]);
    expect(collections.flatMap(({ remarks }) => remarks.map((remark) => remark.code))).toContain(code);
    for (const { type, identity, settings, options } of collections) {
      const noun = nouns.find((one) => one.type === type)!;
      for (const adopt of [{ adopt: true }, {}]) {
        const { failures } = await check(noun, simulated.newProcess(), {}, { identity, ...settings, ...options, ...adopt });
        expect(failures ?? []).toEqual([]);
      }
    }
  });
});
