import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { proxy } from "../../provider/src/configurations/proxy";
import { Store } from "../../provider/src/simulator/store";
import { encodings } from "../support/encodings";
import { simulate } from "../support/simulated";

const run = promisify(execFile);
const addPools = path.resolve(import.meta.dirname, "..", "fixtures", "addPools.mjs");
const pools = Array.from({ length: 400 }, (_, index) => ({ fqdn: `Pool${index}.contoso.com`, role: "enterprisePool" }));
const topology = { serverVersion: 2013, sites: [{ name: "Redmond", pools }] };

const about = "Stored by the simulated deployment of pulumi-lync. Edit it to simulate drift; delete it to start again.";

describe("the store", () => {
  test("loses no write of processes that share a deployment", async () => {
    const { file, run: ask } = simulate(topology);
    await Promise.all([0, 100, 200, 300].map((first) => run(process.execPath, [addPools, file, String(first), "100"])));
    const [result] = await ask({ cmdlet: "Get-CsProxyConfiguration", parameters: {}, select: ["Identity"] });
    expect(result?.objects).toHaveLength(401);
    expect(readdirSync(path.dirname(file)).sort()).toEqual(["contoso.json", "contoso.state.json"]);
  });

  test("repeats a change, and remembers it once, if its lock was taken away during the change", () => {
    const { file } = simulate();
    const [store, other] = [new Store(file), new Store(file)];
    const [first, second] = ["Service:Registrar:LyncPool01.contoso.com", "Service:EdgeServer:EdgePool01.contoso.com"];
    let runs = 0;
    store.change(proxy, (collections) => {
      runs += 1;
      if (runs === 1) {
        rmSync(file.replace(".json", ".state.json.lock"), { recursive: true });
        other.change(proxy, (others) => others.put(first, {}));
      }
      collections.put(second, {});
    });
    expect(runs).toBe(2);
    expect(Object.keys(store.collections(proxy))).toEqual([second, first]);
    expect(Object.keys(store.collections(proxy, 60))).toEqual([first]);
  });

  test("writes the same text in whatever order the collections were stored", async () => {
    const calls = [
      { cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: "Service:WebServer:LyncPool01.contoso.com" } },
      { cmdlet: "New-CsProxyConfiguration", parameters: { Identity: "Service:Registrar:LyncPool01.contoso.com" } },
      { cmdlet: "New-CsProxyConfiguration", parameters: { Identity: "Service:EdgeServer:EdgePool01.contoso.com" } },
    ];
    const texts = [calls, calls.toReversed()].map(async (order) => {
      const { file, run: ask } = simulate();
      for (const call of order) await ask(call);
      return readFileSync(`${file.replace(/\.json$/, "")}.state.json`, "utf8");
    });
    const [one, other] = await Promise.all(texts);
    expect(one).toContain("Service:EdgeServer:EdgePool01.contoso.com");
    expect(other).toBe(one);
  });

  test("has no file while everything is at its default", async () => {
    const { file, run: ask } = simulate();
    const state = `${file.replace(/\.json$/, "")}.state.json`;
    const identity = "Service:Registrar:LyncPool01.contoso.com";
    await ask({ cmdlet: "New-CsProxyConfiguration", parameters: { Identity: identity } });
    await ask({ cmdlet: "Set-CsProxyConfiguration", parameters: { Identity: "global", UseNtlmForClientToProxyAuth: false } });
    expect(JSON.parse(readFileSync(state, "utf8"))).toMatchObject({
      CsProxyConfiguration: { Global: { UseNtlmForClientToProxyAuth: false }, [identity]: {} },
    });
    await ask({ cmdlet: "Set-CsProxyConfiguration", parameters: { UseNtlmForClientToProxyAuth: true } });
    await ask({ cmdlet: "Remove-CsProxyConfiguration", parameters: { Identity: identity.toLowerCase() } });
    expect(existsSync(state)).toBe(false);
  });

  test.each([
    [
      "two spaces and a newline",
      '{\n  "CsProxyConfiguration": {\n    "Global": {\n      "UseNtlmForClientToProxyAuth": false\n    }\n  }\n}\n',
    ],
    ["tabs", '{\n\t"CsProxyConfiguration": {\n\t\t"Global": {\n\t\t\t"UseNtlmForClientToProxyAuth": false\n\t\t}\n\t}\n}'],
    ["one line", '{"CsProxyConfiguration":{"Global":{"UseNtlmForClientToProxyAuth":false}}}'],
    ["nothing stored", "{}"],
    ["Windows's line ends", '{\r\n  "CsProxyConfiguration": {\r\n    "Global": { "UseNtlmForClientToProxyAuth": false }\r\n  }\r\n}\r\n'],
    ["inline objects", '{\n  "CsProxyConfiguration": { "Global": { "UseNtlmForClientToProxyAuth": false } }\n}\n'],
    ["empty sections", '{ "CsWebServiceConfiguration": {}, "CsProxyConfiguration": {\n} }'],
    ["a global collection without settings", '{\n  "CsProxyConfiguration": {\n    "Global": {}\n  }\n}\n'],
    ["settings at their defaults", '{"CsProxyConfiguration":{"Global":{"UseKerberosForClientToProxyAuth":true}}}'],
    ["only an about key", '{\n  "about": "mine"\n}\n'],
    ["only the store's own about key", `{"about":${JSON.stringify(about)}}`],
    [
      "the store's own about key, but different blanks",
      `{"about":${JSON.stringify(about)},"CsProxyConfiguration":{"Global":{"OutgoingTlsCount":2}}}`,
    ],
    ["a byte order mark", '\uFEFF{"CsProxyConfiguration":{"Global":{"UseNtlmForClientToProxyAuth":false}}}'],
  ])("restores a file written with %s, byte for byte, when the later changes are undone", async (_what, text) => {
    const { file, run: ask } = simulate();
    const state = `${file.replace(/\.json$/, "")}.state.json`;
    writeFileSync(state, text);
    const identity = "Service:EdgeServer:EdgePool01.contoso.com";
    await ask({ cmdlet: "New-CsProxyConfiguration", parameters: { Identity: identity, UseNtlmForClientToProxyAuth: false } });
    await ask({ cmdlet: "Set-CsProxyConfiguration", parameters: { Identity: "global", UseKerberosForClientToProxyAuth: false } });
    expect(readFileSync(state, "utf8")).not.toBe(text);
    await ask({ cmdlet: "Set-CsProxyConfiguration", parameters: { Identity: "global", UseKerberosForClientToProxyAuth: true } });
    await ask({ cmdlet: "Remove-CsProxyConfiguration", parameters: { Identity: identity } });
    expect(readFileSync(state, "utf8")).toBe(text);
    expect(readdirSync(path.dirname(state)).filter((name) => name.startsWith(`${path.basename(state)}.`))).toEqual([]);
  });

  test.each(encodings)("reads a file in %s, and restores it byte for byte", async (_what, encode) => {
    const { file, run: ask } = simulate();
    const state = `${file.replace(/\.json$/, "")}.state.json`;
    const bytes = encode('{ "CsProxyConfiguration": { "Global": { "Realm": { "CustomValue": "Zürich 東京" } } } }\r\n');
    writeFileSync(state, bytes);
    const set = (value: boolean): Promise<unknown> =>
      ask({ cmdlet: "Set-CsProxyConfiguration", parameters: { Identity: "global", UseNtlmForClientToProxyAuth: value } });
    await set(false);
    expect(readFileSync(state, "utf8")).toContain('"Zürich 東京"');
    await set(true);
    expect(readFileSync(state).equals(bytes)).toBe(true);
  });

  test("restores a file as it was before a change, even if it is edited by hand before the change is undone", async () => {
    const { file, run: ask } = simulate();
    const state = `${file.replace(/\.json$/, "")}.state.json`;
    const text = '{\r\n  "CsProxyConfiguration": {}\r\n}\r\n';
    writeFileSync(state, text);
    const set = (value: boolean): Promise<unknown> =>
      ask({ cmdlet: "Set-CsProxyConfiguration", parameters: { Identity: "global", UseNtlmForClientToProxyAuth: value } });
    await set(false);
    const edited = { CsProxyConfiguration: { Global: { UseNtlmForClientToProxyAuth: false, OutgoingTlsCount: 2 } } };
    writeFileSync(state, JSON.stringify(edited, undefined, "\t"));
    await ask({ cmdlet: "Set-CsProxyConfiguration", parameters: { Identity: "global", OutgoingTlsCount: 4 } });
    expect(JSON.parse(readFileSync(state, "utf8"))).toEqual({ CsProxyConfiguration: { Global: { UseNtlmForClientToProxyAuth: false } } });
    await set(true);
    expect(readFileSync(state, "utf8")).toBe(text);
  });

  test("never restores a deleted file, because a person deletes it to start afresh", async () => {
    const { file, run: ask } = simulate();
    const state = `${file.replace(/\.json$/, "")}.state.json`;
    const set = (value: boolean): Promise<unknown> =>
      ask({ cmdlet: "Set-CsProxyConfiguration", parameters: { Identity: "global", UseNtlmForClientToProxyAuth: value } });
    writeFileSync(state, "{ }");
    await set(false);
    expect(existsSync(`${state}.original`)).toBe(true);
    rmSync(state);
    await set(false);
    expect(existsSync(`${state}.original`)).toBe(false);
    await set(true);
    expect(existsSync(state)).toBe(false);
  });

  test("does not change the file if a cmdlet changes nothing", async () => {
    const { file, run: ask } = simulate();
    const state = `${file.replace(/\.json$/, "")}.state.json`;
    const text = '{ "CsProxyConfiguration": { "Global": { "UseNtlmForClientToProxyAuth": false } } }';
    writeFileSync(state, text);
    await ask({ cmdlet: "Set-CsProxyConfiguration", parameters: { Identity: "global", UseNtlmForClientToProxyAuth: false } });
    expect(readFileSync(state, "utf8")).toBe(text);
    expect(existsSync(`${state}.original`)).toBe(false);
  });

  test("fails the cmdlet if the state file is not JSON, and does not change the file", async () => {
    const { file, run: ask } = simulate();
    const state = `${file.replace(/\.json$/, "")}.state.json`;
    writeFileSync(state, "{");
    const [result] = await ask({ cmdlet: "Get-CsProxyConfiguration", parameters: {} });
    expect(result?.error?.message).toContain("is not valid JSON");
    expect(readFileSync(state, "utf8")).toBe("{");
  });

  test("fails each cmdlet after the state file was damaged, until the file is mended", async () => {
    const { file, run: ask } = simulate();
    const state = `${file.replace(/\.json$/, "")}.state.json`;
    const get = { cmdlet: "Get-CsProxyConfiguration", parameters: {}, select: ["UseNtlmForClientToProxyAuth"] };
    const set = { cmdlet: "Set-CsProxyConfiguration", parameters: { Identity: "global", UseNtlmForClientToProxyAuth: false } };
    await ask(set);
    const text = readFileSync(state, "utf8");
    writeFileSync(state, "{");
    for (const call of [get, get, set, get]) expect((await ask(call))[0]?.error?.message).toContain("is not valid JSON");
    writeFileSync(state, text);
    expect((await ask(get))[0]?.objects).toEqual([{ UseNtlmForClientToProxyAuth: false }]);
  });
});

describe("the replicas of the store", () => {
  const status = { cmdlet: "Get-CsManagementStoreReplicationStatus", parameters: {}, select: ["UpToDate", "LastUpdateCreation"] };
  const Identity = "Service:Registrar:LyncPool01.contoso.com";

  test("lag only behind the last write, even if that write left nothing stored", async () => {
    const { file, run: ask, setFaults } = simulate();
    const hourAgo = new Date(Date.now() - 3_600_000);
    utimesSync(file, hourAgo, hourAgo);
    setFaults({ cmdlet: status.cmdlet, lagSeconds: 60, times: 100 });
    const [untouched] = await ask(status);
    expect(untouched?.objects[0]).toEqual({ UpToDate: true, LastUpdateCreation: hourAgo.toISOString() });

    await ask({ cmdlet: "New-CsProxyConfiguration", parameters: { Identity } });
    const stored = statSync(file.replace(".json", ".state.json")).mtime.getTime();
    const [lagging] = await ask(status);
    expect(lagging?.objects[0]).toEqual({ UpToDate: false, LastUpdateCreation: new Date(stored - 1000).toISOString() });

    await ask({ cmdlet: "Remove-CsProxyConfiguration", parameters: { Identity } });
    expect(readdirSync(path.dirname(file)).sort()).toEqual(["contoso.faults.json", "contoso.json"]);
    const [result] = await ask(status);
    expect(result?.objects[0]?.UpToDate).toBe(false);
    expect(Date.parse(String(result?.objects[0]?.LastUpdateCreation)) + 1001).toBeGreaterThanOrEqual(stored);
  });
});
