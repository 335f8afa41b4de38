import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { nouns } from "../../provider/src/configurations/nouns";
import { chooseExecutable, type Executable, type ExecutableChoice } from "../../provider/src/powershell/executable";
import type { CallResult } from "../../provider/src/cmdlets/call";
import { Session } from "../../provider/src/powershell/session";
import { compiledExecutable } from "../compiled/compiledModule";
import { compilingPowerShell, powershell } from "../support/powershell";
import { badStates, goodState } from "./badStates";
import { cases, topology, type ContractCase, type Expected } from "./cases";
import { skippedOnWindows } from "../support/windows";

const compiler = compilingPowerShell("the contract cases against compiled cmdlets");

test("there are at least 150 contract cases, each with a unique name", () => {
  expect(cases.length).toBeGreaterThanOrEqual(150);
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
});

describe.skipIf(skippedOnWindows("the contract cases against the simulator in Node.js"))(
  "the simulator, as a process instead of PowerShell (a script cannot be that on Windows)",
  () => {
    runContract({ binder: "Node.js", executableOf: (topologyFile) => chooseExecutable(simulated(topologyFile)) });
  },
);

describe.skipIf(powershell === undefined)(`LyncSimulator.psm1 in ${powershell ?? "a real PowerShell"}`, () => {
  const program = powershell ?? "";
  runContract({ binder: "script", executableOf: (topologyFile) => chooseExecutable({ ...simulated(topologyFile), powershell: program }) });
});

describe.skipIf(compiler === undefined)(`compiled cmdlets in ${compiler ?? "a real PowerShell 7"}`, () => {
  const program = compiler ?? "";
  runContract({ binder: "compiled", executableOf: (topologyFile) => compiledExecutable({ topologyFile, powershell: program }) });
});

/** One of the implementations that bind a call's parameters. */
interface Implementation {
  binder: "Node.js" | "script" | "compiled";
  /** The program that a session of a topology's deployment starts. */
  executableOf: (topologyFile: string) => Executable;
}

function simulated(topologyFile: string): ExecutableChoice {
  return { simulator: { topology: topologyFile, name: path.basename(topologyFile) } };
}

/** Runs every case through a session of an implementation. */
function runContract({ binder, executableOf }: Implementation): void {
  const sessions = new Map<ContractCase["version"], { session: Session; state: string }>();
  const cmdlets = nouns.flatMap(({ cs }) => [`New-${cs}`, `Set-${cs}`]);

  afterAll(async () => {
    for (const { session, state } of sessions.values()) {
      await session.close();
      rmSync(path.dirname(state), { recursive: true, force: true });
    }
  });

  function sessionOf(version: ContractCase["version"]): { session: Session; state: string } {
    const known = sessions.get(version);
    if (known !== undefined) return known;
    const file = path.join(mkdtempSync(path.join(tmpdir(), "pulumi-lync-contract-")), "contoso.json");
    writeFileSync(file, JSON.stringify(topology(version)));
    const executable = executableOf(file);
    // The requests of the contract are not recorded, because the recorded ones are compared to
    // them.
    delete executable.environment.LYNC_RECORD_REQUESTS;
    const opened = { session: new Session({ executable, cmdlets, timeoutSeconds: 60 }), state: file.replace(".json", ".state.json") };
    sessions.set(version, opened);
    return opened;
  }

  test.each(cases)("$name", async ({ version, together = false, steps }) => {
    const { session, state } = sessionOf(version);
    rmSync(state, { force: true });
    const results = together ? await session.run(steps.map(({ call }) => call)) : await oneAfterTheOther(session, steps);
    steps.forEach(({ expected, script = expected }, index) => {
      expectResult(results[index], binder === "script" ? script : expected);
    });
  });

  test.each(badStates)("a state file with %s fails each cmdlet, and the error names the place", async (_what, bad, message) => {
    const { session, state } = sessionOf(2019);
    writeFileSync(state, JSON.stringify(bad));
    const results = [
      ...(await session.run([{ cmdlet: "Get-CsProxyConfiguration", parameters: {} }])),
      ...(await session.run([{ cmdlet: "Set-CsProxyConfiguration", parameters: { OutgoingTlsCount: 2 } }])),
    ];
    rmSync(state);
    const place = message.slice(0, message.indexOf(": ") + 2);
    results.forEach(({ error }) => {
      expect(error).toMatchObject({ category: "InvalidData", id: expect.stringMatching(/^StateFile,/) });
      expect(error?.message).toContain(`The state file ${state} cannot be used: ${place}`);
    });
  });

  test("a state file may hold all values that a server may hold, even for pools that the topology does not have", async () => {
    const { session, state } = sessionOf(2013);
    writeFileSync(state, JSON.stringify(goodState));
    const Identity = "Service:WebServer:Gone.contoso.com";
    const get = { cmdlet: "Get-CsWebServiceConfiguration", select: ["MaxGroupSizeToExpand", "UsePinAuth", "UseWindowsAuth"] };
    const found = await session.run([{ ...get, parameters: { Identity } }]);
    expect(found[0]?.error).toBeNull();
    expect(found[0]?.objects).toEqual([{ MaxGroupSizeToExpand: 5000, UsePinAuth: null, UseWindowsAuth: "Negotiate" }]);
    const newer = await session.run([{ ...get, parameters: { Identity: "Service:WebServer:Newer.contoso.com" } }]);
    // A compiled enum cannot hold a name that it does not have.
    if (binder === "compiled") expect(newer[0]?.error?.message).toContain("'Basic'");
    else expect(newer[0]?.objects).toMatchObject([{ UseWindowsAuth: "Basic" }]);
    const removed = await session.run([{ cmdlet: "Remove-CsWebServiceConfiguration", parameters: { Identity } }]);
    expect(removed[0]?.error).toBeNull();
    expect(readFileSync(state, "utf8")).not.toContain("Gone.contoso.com");
    rmSync(state);
    rmSync(`${state}.original`);
  });

  test.skipIf(skippedOnWindows("symbolic links, and the bits of a file's mode"))(
    "a state file keeps its mode and its link, and a read-only one is not written",
    async () => {
      const { session, state } = sessionOf(2019);
      const target = path.join(path.dirname(state), "stored.json");
      const ask = async (cmdlet: string, value: boolean): Promise<CallResult["error"] | undefined> =>
        (await session.run([{ cmdlet, parameters: { Identity: "global", UseNtlmForClientToProxyAuth: value } }]))[0]?.error;
      symlinkSync("stored.json", state);
      expect(await ask("Set-CsProxyConfiguration", false)).toBeNull();
      chmodSync(target, 0o664);
      expect(await ask("Set-CsProxyConfiguration", true)).toBeNull();
      expect(existsSync(target)).toBe(false);
      const text = '{ "CsProxyConfiguration": {} }';
      writeFileSync(target, text);
      chmodSync(target, 0o664);
      expect(await ask("Set-CsProxyConfiguration", false)).toBeNull();
      expect([target, `${state}.original`].map((file) => statSync(file).mode & 0o777)).toEqual([0o664, 0o664]);
      chmodSync(target, 0o444);
      expect(await ask("Set-CsProxyConfiguration", true)).toMatchObject({
        category: "WriteError",
        id: expect.stringMatching(/^FileNotWritable,/),
        message: expect.stringContaining(`The file "${state}" cannot be written: its mode 0444 makes it read-only.`),
      });
      chmodSync(target, 0o664);
      expect(await ask("Set-CsProxyConfiguration", true)).toBeNull();
      expect(readFileSync(target, "utf8")).toBe(text);
      expect(lstatSync(state).isSymbolicLink()).toBe(true);
      expect(readdirSync(path.dirname(state)).sort()).toEqual(["contoso.json", "contoso.state.json", "stored.json"]);
      rmSync(target);
      rmSync(state);
    },
  );

  test("the session reports which parameters this module's cmdlets take", async () => {
    const [of2013, of2019] = [await sessionOf(2013).session.opening(), await sessionOf(2019).session.opening()];
    expect(of2013).toMatchObject({ module: "Lync", version: "5.0.8308.420" });
    expect(of2019).toMatchObject({ module: "SkypeForBusiness", version: "7.0.2046.0" });
    const [set2013, new2019, set2019] = [of2013, of2019, of2019].map(
      ({ parameters }, index) => parameters[`${index === 1 ? "New" : "Set"}-CsWebServiceConfiguration`],
    );
    expect(set2013).toContain("UseWsFedPassiveAuth");
    expect(set2013).not.toContain("HstsMaxAgeInSeconds");
    expect(set2019).toEqual(expect.arrayContaining(["HstsMaxAgeInSeconds", "OverrideAuthTypeForInternalClients"]));
    expect(new2019).not.toContain("OverrideAuthTypeForInternalClients");
  });
}

async function oneAfterTheOther(session: Session, steps: ContractCase["steps"]): Promise<(CallResult | undefined)[]> {
  const results: (CallResult | undefined)[] = [];
  for (const { call } of steps) results.push(...(await session.run([call])));
  return results;
}

/** An error's id without the name of a function or class that PowerShell puts after it. */
function withoutCmdlet(id: string): string {
  return id.replace(/,.*$/, "");
}

function expectResult(result: CallResult | undefined, { objects, count, dates = [], error, notRun = false }: Expected): void {
  expect(result === undefined).toBe(notRun);
  if (notRun) return;
  expect(result?.error && { category: result.error.category, id: withoutCmdlet(result.error.id) }).toEqual(error ?? null);
  if (error !== undefined) expect(result?.error?.message).not.toBe("");
  if (count !== undefined) expect(result?.objects).toHaveLength(count);
  for (const object of result?.objects ?? []) {
    for (const name of dates) expect(String(object[name])).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
  }
  if (objects !== undefined) {
    expect(result?.objects).toHaveLength(objects.length);
    objects.forEach((object, index) => {
      expect(result?.objects[index]).toMatchObject(object);
    });
  }
}
