import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { namingOf } from "../provider/src/deployment/connect";
import { readStackConfig, refuseUnknownKeys } from "../provider/src/stackConfig";
import { contoso } from "./support/contoso";

function read(values: Record<string, string>, folder = "/"): ReturnType<typeof readStackConfig> {
  return readStackConfig((key) => values[key], folder);
}

function onPlatform(platform: NodeJS.Platform): void {
  vi.stubGlobal("process", Object.create(process, { platform: { value: platform } }));
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
}

const uri = "https://pool.contoso.com/OcsPowershell";

describe("the stack's configuration", () => {
  test("has defaults", () => {
    expect(read({})).toEqual({ timeoutSeconds: 120, sessions: 1, offline: false });
    expect(namingOf(read({}))).toEqual({ way: "local" });
  });

  test("finds the topology file and the log relative to the folder of Pulumi.yaml, also from a folder below it", () => {
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "pulumi-lync-config-")));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    mkdirSync(path.join(folder, "programs", "contoso"), { recursive: true });
    writeFileSync(path.join(folder, "Pulumi.yaml"), "name: x\n");
    writeFileSync(path.join(folder, "programs", "contoso.json"), JSON.stringify(contoso));
    const config = read({ simulator: "programs/contoso.json", log: "cmdlets.jsonl" }, path.join(folder, "programs", "contoso"));
    expect(config).toMatchObject({
      simulator: { topology: path.join(folder, "programs", "contoso.json"), name: "programs/contoso.json" },
      log: path.join(folder, "cmdlets.jsonl"),
    });
    expect(namingOf(config)).toEqual({ way: "simulator:programs/contoso.json" });
  });

  test("names a topology file with an absolute path relative to the program's folder, wherever Pulumi.yaml is", () => {
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "pulumi-lync-config-")));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    mkdirSync(path.join(folder, "infra"));
    mkdirSync(path.join(folder, "program"));
    writeFileSync(path.join(folder, "infra", "Pulumi.yaml"), "name: x\n");
    const topology = path.join(folder, "infra", "contoso.json");
    writeFileSync(topology, JSON.stringify(contoso));
    const get = (key: string): string | undefined => ({ simulator: topology, log: path.join(folder, "log") })[key];
    for (const root of [path.join(folder, "infra"), { unknown: "it is unknown" }]) {
      const config = readStackConfig(get, path.join(folder, "program"), { root });
      expect(config).toMatchObject({ simulator: { topology, name: "../infra/contoso.json" }, log: path.join(folder, "log") });
    }
  });

  test.each([
    ["simulator", "contoso.json"],
    ["log", "cmdlets.jsonl"],
  ])("with the relative path lync:%s: %s is refused if the folder of Pulumi.yaml is unknown", (key, value) => {
    const get = (name: string): string | undefined => (name === key ? value : undefined);
    expect(() => readStackConfig(get, "/", { reader: "provider", root: { unknown: "it is unknown" } })).toThrow(
      `lync:${key} is "${value}", a path relative to the folder of Pulumi.yaml, but it is unknown`,
    );
  });

  test.each([
    [{ timeoutSeconds: "soon" }, 'lync:timeoutSeconds is "soon"; allowed: a number of seconds from 0.1 to 86400'],
    [{ timeoutSeconds: "" }, 'lync:timeoutSeconds is ""'],
    [{ sessions: "0" }, 'lync:sessions is "0"; allowed: a whole number from 1 to 16'],
    [{ sessions: "1.5" }, 'lync:sessions is "1.5"'],
    [{ offline: "yes" }, 'lync:offline is "yes"; allowed: true, false'],
    [{ simulator: "nowhere.json" }, 'lync:simulator is "nowhere.json", but there is no file'],
    [{ simulator: ".", module: "Lync" }, "lync:module is only for the cmdlets of this machine"],
    [{ username: "x" }, "lync:username is only for a remote deployment. Set lync:connectionUri, too"],
    [
      { connectionUri: uri },
      "lync:connectionUri needs Windows: PowerShell's remoting to a Lync server (WSMan) is not supported from Linux or macOS",
    ],
  ])("with %j is refused", (values, message) => {
    onPlatform("linux");
    expect(() => read(values)).toThrow(message);
  });

  test.each([
    [{ connectionUri: uri, simulator: "." }, "lync:simulator and lync:connectionUri exclude each other"],
    [{ connectionUri: uri, module: "Lync" }, "lync:module is only for the cmdlets of this machine"],
    [{ connectionUri: "pool.contoso.com" }, 'lync:connectionUri is "pool.contoso.com"; allowed: an absolute URI'],
    [{ connectionUri: uri, authentication: "Digest" }, 'lync:authentication is "Digest"; allowed: Default, Negotiate, Kerberos, Basic'],
    [{ connectionUri: "http://pool.contoso.com/OcsPowershell", authentication: "basic" }, "so it is refused over http"],
    [{ connectionUri: uri, username: "contoso\\admin" }, "belong together. Set both, or neither"],
  ])("with %j is refused on Windows", (values, message) => {
    onPlatform("win32");
    expect(() => read(values)).toThrow(message);
  });

  test("accepts a remote deployment on another system if lync:powershell names a PowerShell", () => {
    onPlatform("linux");
    expect(read({ connectionUri: uri, powershell: "/opt/pwsh" }).remote).toEqual({ connectionUri: uri, authentication: "Default" });
  });

  test("names a remote deployment on Windows after its host, and uses the environment's account first", () => {
    onPlatform("win32");
    vi.stubEnv("LYNC_USERNAME", "contoso\\ci");
    vi.stubEnv("LYNC_PASSWORD", "of the environment");
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const config = read({ connectionUri: uri, authentication: "negotiate", username: "contoso\\admin", password: "of the stack" });
    expect(config.remote).toEqual({
      connectionUri: uri,
      authentication: "Negotiate",
      username: "contoso\\ci",
      password: "of the environment",
    });
    expect(namingOf(config)).toEqual({ way: "pool.contoso.com" });
  });

  test("ignores an empty environment variable, and uses the stack's account or none", () => {
    onPlatform("win32");
    vi.stubEnv("LYNC_USERNAME", "");
    vi.stubEnv("LYNC_PASSWORD", "");
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const account = { username: "contoso\\admin", password: "of the stack" };
    expect(read({ connectionUri: uri, ...account }).remote).toEqual({ connectionUri: uri, authentication: "Default", ...account });
    expect(read({ connectionUri: uri }).remote).toEqual({ connectionUri: uri, authentication: "Default" });
  });

  test("is refused for an unknown key, with the closest known key, but may have other namespaces", () => {
    expect(() => {
      refuseUnknownKeys(["aws:region", "lync:simulater"], "contoso");
    }).toThrow('"lync:simulater" is not a configuration key of pulumi-lync. Did you mean "lync:simulator"?');
    expect(refuseUnknownKeys(["aws:region", "lync:simulator", "contoso:pools"], "contoso")).toEqual({ warnings: [], notes: [] });
  });

  test("may have own keys of a project named lync; a likely typing error is warned about, and a note names each key that pulumi-lync reads", () => {
    expect(refuseUnknownKeys(["lync:pools", "lync:simulater", "lync:log"], "lync")).toEqual({
      warnings: [
        '"lync:simulater" is not a configuration key of pulumi-lync. Did you mean "lync:simulator"? If this project uses the key itself, ignore this warning.',
      ],
      notes: [
        'pulumi-lync reads "lync:log". Its keys begin with "lync:", and so do the keys of this project, because the project\'s name is lync.',
      ],
    });
  });
});
