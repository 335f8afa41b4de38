import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { simulate } from "../support/simulated";

const run = promisify(execFile);
const addPools = path.resolve(import.meta.dirname, "..", "fixtures", "addPools.mjs");
const pools = Array.from({ length: 120 }, (_, index) => ({ fqdn: `Pool${index}.contoso.com`, role: "enterprisePool" }));
const topology = { serverVersion: 2013, sites: [{ name: "Redmond", pools }] };

describe("the store", () => {
  test("loses no write of processes that share a deployment", async () => {
    const { file, run: ask } = simulate(topology);
    await Promise.all([0, 40, 80].map((first) => run(process.execPath, [addPools, file, String(first), "40"])));
    const [result] = await ask({ cmdlet: "Get-CsProxyConfiguration", parameters: {}, select: ["Identity"] });
    expect(result?.objects).toHaveLength(121);
  });

  test("takes over the lock of a process that is gone", async () => {
    const { file, run: ask } = simulate();
    const { stdout } = await run(process.execPath, ["-e", "console.log(process.pid)"]);
    const lock = `${file.replace(/\.json$/, "")}.state.json.lock`;
    writeFileSync(lock, stdout.trim());
    const [result] = await ask({
      cmdlet: "Set-CsProxyConfiguration",
      parameters: { Identity: "global", UseNtlmForClientToProxyAuth: false },
    });
    expect(result?.error).toBeNull();
    expect(existsSync(lock)).toBe(false);
  });

  test("holds the same text whichever collection was stored first", async () => {
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
  ])("gives back a file written with %s, byte for byte, when what came after is undone", async (_what, text) => {
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
  });

  test("a state file that is no JSON fails the cmdlet, and is left as it is", async () => {
    const { file, run: ask } = simulate();
    const state = `${file.replace(/\.json$/, "")}.state.json`;
    writeFileSync(state, "{");
    const [result] = await ask({ cmdlet: "Get-CsProxyConfiguration", parameters: {} });
    expect(result?.error?.message).toContain("is no JSON");
    expect(readFileSync(state, "utf8")).toBe("{");
  });
});

describe("the replicas of the store", () => {
  const status = { cmdlet: "Get-CsManagementStoreReplicationStatus", parameters: {}, select: ["UpToDate", "LastUpdateCreation"] };
  const Identity = "Service:Registrar:LyncPool01.contoso.com";

  test("lag behind the last write, the one that left nothing stored among them, and behind nothing else", async () => {
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
