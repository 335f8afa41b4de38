import { describe, expect, test } from "vitest";
import { importFileOf } from "../../../provider/src/cli/discover/import";
import { readOnly } from "../../../provider/src/cli/discover/readOnly";
import type { Discovered, DiscoveredCollection, DiscoveredPool } from "../../../provider/src/cli/discover/discovered";
import { commandText } from "../../../provider/src/cmdlets/commandText";
import { proxy } from "../../../provider/src/configurations/proxy";
import { webService } from "../../../provider/src/configurations/webService";
import type { Noun } from "../../../provider/src/configurations/noun";
import type { Deployment } from "../../../provider/src/deployment/deployment";
import type { Properties } from "../../../provider/src/stack/bag";
import { throughEngine } from "../../support/engine";
import { poolNames, topologyOf } from "../../support/generatedPools";
import { metadataUri, passiveProxy, passiveWeb } from "../../support/passiveCalls";
import { simulate, type Simulated } from "../../support/simulated";
import { check, create } from "../../support/verbs";
import { isWrite } from "../../support/writes";

const pool = "LyncPool01.contoso.com";
const [web, registrar] = [`Service:WebServer:${pool}`, `Service:Registrar:${pool}`];
const readAt = "2026-11-28T12:00:00.000Z";

function component(more: Partial<DiscoveredPool> = {}): DiscoveredPool {
  const empty = { webService: {}, proxy: {}, options: {}, remarks: [] };
  return { name: "a", pool, role: "enterprisePool", federationService: "dc.contoso.com", metadataUri: null, ...empty, ...more };
}

function raw(type: string, identity: string, settings: Properties, name = "a"): DiscoveredCollection {
  return { type, name, identity, settings, options: {}, remarks: [] };
}

function discovered(components: DiscoveredPool[], collections: DiscoveredCollection[]): Discovered {
  return { version: 1, readAt, deployment: "contoso", components, collections, notes: [] };
}

/**
 * A deployment with a passive pool whose group limit is changed, and with a site and Global that
 * differ from their defaults.
 */
async function deployed(): Promise<Simulated> {
  const simulated = simulate();
  const results = await simulated.run(
    passiveWeb(pool, { MaxGroupSizeToExpand: 7 }),
    passiveProxy(pool),
    { cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: "Site:Redmond", UsePinAuth: false } },
    { cmdlet: "Set-CsProxyConfiguration", parameters: { Identity: "Global", MaxKeepAliveInterval: 9 } },
  );
  expect(results.map(({ error }) => error)).toEqual([null, null, null, null]);
  simulated.calls.length = 0;
  return simulated;
}

const all = discovered(
  [component({ webService: { maxGroupSizeToExpand: 7 } })],
  [
    raw("WebServiceConfiguration", "Site:Redmond", { usePinAuth: false }),
    raw("ProxyConfiguration", "Global", { maxKeepAliveInterval: 9 }, "global"),
  ],
);

/**
 * What an adopting `up` stores, without the warnings of check, which the engine keeps only until
 * the next `up`.
 */
async function adopted(noun: Noun, deployment: Deployment, args: Properties): Promise<{ inputs: Properties; outputs: Properties }> {
  const { inputs, failures } = await check(noun, deployment, {}, { ...args, beside: {} });
  expect(failures).toEqual([]);
  const { warnings, ...kept } = inputs as Properties;
  expect(warnings).toBeDefined();
  const { outs } = await create(noun, deployment, kept);
  return { inputs: kept, outputs: { ...outs, since: Date.parse(readAt) } };
}

describe("an import file", () => {
  test("has for each collection what an adopting up would store, and was made without a write", async () => {
    const { newProcess, calls } = await deployed();
    const { file, leftOut } = await importFileOf(all, newProcess(), { owned: false });
    expect(leftOut).toEqual([]);
    expect(calls.map(commandText).filter(isWrite)).toEqual([]);

    const process = newProcess();
    const adopting = { adopt: true };
    const webOff = { useCertificateAuth: false, usePinAuth: false, useWindowsAuth: "None" };
    const uri = { useWsFedPassiveAuth: true, wsFedPassiveMetadataUri: metadataUri };
    const proxyOff = {
      useKerberosForClientToProxyAuth: false,
      useNtlmForClientToProxyAuth: false,
      useCertificateForClientToProxyAuth: true,
    };
    const bags = [
      await adopted(webService, process, { identity: web, ...webOff, ...uri, maxGroupSizeToExpand: 7, ...adopting, startFrom: "defaults" }),
      await adopted(proxy, process, { identity: registrar, ...proxyOff, ...adopting, startFrom: "defaults" }),
      await adopted(webService, process, { identity: "Site:Redmond", usePinAuth: false, ...adopting }),
      // The global collection is adopted without the option.
      await adopted(proxy, process, { identity: "Global", maxKeepAliveInterval: 9 }),
    ];
    const texts = ["webService", "proxy", "webService", "proxy"].map(
      (door) => `exports.handler=()=>require("pulumi-lync/dynamic").${door}`,
    );
    const expected = bags.map(({ inputs, outputs }, index) => {
      const provider = { __provider: texts[index] };
      return { inputs: { ...inputs, ...provider }, outputs: { ...outputs, ...provider } };
    });
    const [, ...collections] = file.resources;
    expect(collections.map((one) => throughEngine("inputs" in one ? { inputs: one.inputs, outputs: one.outputs } : {}))).toEqual(
      throughEngine(expected),
    );
    expect(expected[0]?.outputs).toMatchObject({ adopt: true, previous: { maxGroupSizeToExpand: 7 }, signInMethods: "passive" });
  });

  test("has a component with its collections as children, even if other resources have its name", async () => {
    const { deployment } = await deployed();
    const { file } = await importFileOf(all, deployment, { owned: false });
    const dynamic = "pulumi-nodejs:dynamic/lync:";
    expect(file.resources.map(({ inputs: _, outputs: __, ...rest }: { inputs?: unknown; outputs: unknown }) => rest)).toEqual([
      { type: "lync:index:PassiveAuthentication", name: "PassiveAuthentication a", logicalName: "a", component: true },
      {
        type: `${dynamic}WebServiceConfiguration`,
        name: "WebServiceConfiguration a",
        logicalName: "a",
        id: web,
        parent: "PassiveAuthentication a",
      },
      {
        type: `${dynamic}ProxyConfiguration`,
        name: "ProxyConfiguration a",
        logicalName: "a",
        id: registrar,
        parent: "PassiveAuthentication a",
      },
      { type: `${dynamic}WebServiceConfiguration`, name: "WebServiceConfiguration a", logicalName: "a", id: "Site:Redmond" },
      { type: `${dynamic}ProxyConfiguration`, name: "ProxyConfiguration global", logicalName: "global", id: "Global" },
    ]);
    expect(file.resources[0]?.outputs).toEqual({ signInMethods: { webService: "passive", proxy: "certificate" } });
  });

  test("for a stack that owns the collections records earlier values only for Global, which cannot be removed", async () => {
    const { deployment } = await deployed();
    const { file } = await importFileOf(all, deployment, { owned: true });
    const records = ["adopt", "previous", "since"];
    const recorded = file.resources.map(({ logicalName, outputs }) => [logicalName, records.filter((name) => name in outputs)]);
    const nothing: string[] = [];
    expect(recorded).toEqual([
      ["a", nothing],
      ["a", nothing],
      ["a", nothing],
      ["a", nothing],
      ["global", ["previous", "since"]],
    ]);
    expect(file.resources[1]).toMatchObject({ inputs: { maxGroupSizeToExpand: 7 }, outputs: { maxGroupSizeToExpand: 7 } });
    expect(JSON.stringify(file.resources.slice(0, 4))).not.toContain("previous");
  });

  test("for such a stack still adopts a collection with values that a program cannot declare", async () => {
    const { deployment } = await deployed();
    const remarks = [{ code: "lacking", message: "It is left out." } as const];
    const { file } = await importFileOf(discovered([component({ remarks })], []), deployment, { owned: true });
    expect(file.resources[1]).toMatchObject({ inputs: { adopt: true }, outputs: { adopt: true, previous: {}, since: Date.parse(readAt) } });
  });

  test("says where Pulumi.yaml is, if a provider cannot find it", async () => {
    const { deployment } = await deployed();
    const { file } = await importFileOf(all, deployment, { owned: false, projectFolder: "../project" });
    expect(file.resources[1]).toMatchObject({ inputs: { projectFolder: "../project" }, outputs: { projectFolder: "../project" } });
  });

  test("leaves out what no program can declare, and says why", async () => {
    const { deployment } = await deployed();
    const gone = discovered(
      [component({ pool: "Gone01.contoso.com", name: "gone" })],
      [raw("WebServiceConfiguration", "Site:Gone", { usePinAuth: false }), ...all.collections],
    );
    const { file, leftOut } = await importFileOf(gone, deployment, { owned: false });
    expect(leftOut).toEqual([
      expect.stringMatching(/^PassiveAuthentication "gone" is left out: .*There is no pool "Gone01.contoso.com".*\[missingScope\]/),
      expect.stringMatching(/^WebServiceConfiguration "Site:Gone" is left out: .*There is no site "Gone".*\[missingScope\]/),
    ]);
    expect(file.resources).toHaveLength(2);
  });

  test("runs no more cmdlets for forty pools than for one", async () => {
    const cmdletsFor = async (count: number): Promise<string[]> => {
      const names = poolNames(count);
      const { deployment, run, calls } = simulate(topologyOf(count));
      await run(...names.flatMap((name) => [passiveWeb(name), passiveProxy(name)]));
      calls.length = 0;
      const components = names.map((name) => component({ name, pool: name }));
      const { file } = await importFileOf(discovered(components, []), deployment, { owned: false });
      expect(file.resources).toHaveLength(3 * count);
      return calls.map(({ cmdlet }) => cmdlet);
    };
    expect(await cmdletsFor(40)).toEqual(await cmdletsFor(1));
  });
});

test("a read-only deployment refuses every write", async () => {
  const { deployment, calls } = await deployed();
  const reading = readOnly(deployment);
  const refusal = "An import writes nothing to the deployment";
  await expect(reading.create(proxy, registrar, { values: {} })).rejects.toThrow(refusal);
  await expect(reading.set(proxy, registrar, { values: {} })).rejects.toThrow(refusal);
  await expect(reading.remove(proxy, registrar)).rejects.toThrow(refusal);
  expect(calls).toEqual([]);
  expect(await reading.find(proxy, registrar)).toBeDefined();
  expect(reading.name).toBe(deployment.name);
});
