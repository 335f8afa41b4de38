import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { LyncError } from "../../provider/src/errors";
import { chooseExecutable, type Executable } from "../../provider/src/powershell/executable";
import type { Call, CallResult } from "../../provider/src/cmdlets/call";
import { Session } from "../../provider/src/powershell/session";
import type { Fault } from "../../provider/src/simulator/faults";
import { contoso } from "../support/contoso";
import { powershell } from "../support/powershell";
import { isAlive, isReaped, recordingStarts, startedIn, type Started } from "../support/processes";

const web = "CsWebServiceConfiguration";
const proxy = "CsProxyConfiguration";

interface Opened {
  session: Session;
  run: (...calls: Call[]) => Promise<CallResult[]>;
  setFaults: (...faults: Fault[]) => void;
  /** The Node.js processes that have started. */
  started: () => Started[];
}

/** A session of a real PowerShell with the module, on a separate deployment. */
function open({ topology = contoso, environment = {} }: { topology?: object; environment?: NodeJS.ProcessEnv } = {}): Opened {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-module-"));
  const file = path.join(folder, "contoso.json");
  const starts = path.join(folder, "starts.jsonl");
  writeFileSync(file, JSON.stringify(topology));
  const chosen = chooseExecutable({ simulator: { topology: file, name: "contoso.json" }, powershell: powershell ?? "" });
  const executable: Executable = { ...chosen, environment: { ...chosen.environment, ...recordingStarts(starts), ...environment } };
  const session = new Session({ executable, timeoutSeconds: 60 });
  onTestFinished(async () => {
    await session.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    session,
    run: (...calls) => session.run(calls),
    setFaults: (...faults) => {
      writeFileSync(path.join(folder, "contoso.faults.json"), JSON.stringify(faults));
    },
    started: () => startedIn(starts),
  };
}

const get = (noun: string, parameters: Call["parameters"], ...select: string[]): Call => ({ cmdlet: `Get-${noun}`, parameters, select });

async function whileItRuns({ started }: Opened): Promise<Started> {
  const [simulator, ...more] = started();
  expect(more).toEqual([]);
  if (simulator === undefined) throw new Error("no simulator has started");
  expect(isAlive(simulator)).toBe(true);
  return Promise.resolve(simulator);
}

async function expectEnd(simulator: Started): Promise<void> {
  await vi.waitFor(() => {
    expect(isAlive(simulator)).toBe(false);
  }, 5000);
}

describe.skipIf(powershell === undefined)("LyncSimulator.psm1 in a real PowerShell", () => {
  test("has one simulator for each session, which ends with the session", async () => {
    const opened = open();
    await opened.run(get(proxy, {}, "Identity"), get(web, {}, "Identity"));
    const simulator = await whileItRuns(opened);
    await opened.session.close();
    await expectEnd(simulator);
  });

  test.runIf(process.platform === "linux")("leaves no simulator behind when PowerShell is killed", async () => {
    const opened = open();
    await opened.run(get(proxy, {}, "Identity"));
    const simulator = await whileItRuns(opened);
    process.kill(simulator.parent, "SIGKILL");
    await expectEnd(simulator);
    // The session has also noticed that PowerShell has ended.
    await vi.waitFor(() => {
      expect(isReaped({ pid: simulator.parent })).toBe(true);
    }, 5000);
    // The next request starts a new PowerShell and a new simulator.
    expect(await opened.run(get(proxy, {}, "Identity"))).toMatchObject([{ objects: [{ Identity: "Global" }] }]);
    expect(opened.started()).toHaveLength(2);
  });

  test("ends its session when the simulator is lost", async () => {
    const opened = open();
    await opened.run(get(proxy, {}, "Identity"));
    process.kill((await whileItRuns(opened)).pid, "SIGKILL");
    await expect(opened.run(get(proxy, {}, "Identity"))).rejects.toMatchObject({ kind: "sessionLost" });
    expect(await opened.run(get(proxy, {}, "Identity"))).toMatchObject([{ objects: [{ Identity: "Global" }] }]);
  });

  test("reports a wrong topology as the simulator does", async () => {
    const { session } = open({ topology: { serverVersion: 2012, sites: [] } });
    const failure = await session.run([get(proxy, {})]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(LyncError);
    expect(failure).toMatchObject({
      kind: "cannotStart",
      message: expect.stringMatching(/contoso\.json cannot be used: serverVersion: 2012 /),
    });
  });

  test.each([
    ["LYNC_SIMULATOR_NODE", "no-such-program"],
    ["LYNC_SIMULATOR_PROGRAM", path.join(import.meta.dirname, "no-such-program.js")],
  ])("names a program that cannot be started: %s", async (variable, program) => {
    const { session } = open({ environment: { [variable]: program } });
    await expect(session.run([get(proxy, {})])).rejects.toThrow(program);
  });

  test("says who imports it if no variable names a program", async () => {
    const { session } = open({ environment: { LYNC_SIMULATOR_NODE: "" } });
    await expect(session.run([get(proxy, {})])).rejects.toThrow("pulumi-lync sets them");
  });

  test("applies a fault to the call that needs an object, and to the cmdlet that makes the object only if the fault names it", async () => {
    const { run, setFaults } = open();
    const fail = { category: "PermissionDenied", id: "Denied", message: "Not you." };
    const change = { replace: [{ make: "New-CsWebOrigin", with: { Url: "https://a.com" } }] };
    const set: Call = { cmdlet: `Set-${web}`, parameters: { CrossDomainAuthorizationList: change } };
    setFaults({ times: 1, fail });
    expect(await run(set)).toMatchObject([{ error: { category: "PermissionDenied", id: `Denied,Set-${web}`, message: "Not you." } }]);
    expect(await run(set)).toMatchObject([{ error: null }]);
    setFaults({ cmdlet: "New-CsWebOrigin", fail });
    expect(await run(set)).toMatchObject([{ error: { id: "Denied,New-CsWebOrigin" } }]);
  });

  test("filters in the same way in every culture of a session", async () => {
    const { run } = open({ environment: { LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" } });
    await run({ cmdlet: `New-${web}`, parameters: { Identity: "site:Redmond" } });
    expect(await run(get(web, { Filter: "SITE:*" }, "Identity"))).toMatchObject([{ objects: [{ Identity: "Site:Redmond" }] }]);
    expect(await run(get(web, { Identity: "SITE:REDMOND" }, "Identity"))).toMatchObject([{ objects: [{ Identity: "Site:Redmond" }] }]);
  });

  test("stores any text and returns it unchanged", async () => {
    const { run } = open();
    for (const text of ["2026-01-01T00:00:00Z", "\\u0041", "=*?", "\u2028\u0085\ufeff", " ", "東京 😀\u0000"]) {
      const made = { make: "New-CsSipProxyCustom", with: { CustomValue: text } };
      const results = await run({ cmdlet: `Set-${proxy}`, parameters: { Realm: made } }, get(proxy, {}, "Realm"));
      expect(results[1], JSON.stringify(text)).toMatchObject({ objects: [{ Realm: { CustomValue: text } }] });
    }
  });

  test("contains no rule of the simulated deployment", () => {
    const text = readFileSync(path.resolve(import.meta.dirname, "../../provider/src/simulator/LyncSimulator.psm1"), "utf8");
    expect(text).not.toMatch(
      /CsWebService|CsProxyConf|Registrar|WebServer|\.state|\.faults|\.lock|serverVersion|\[IO\.(?!IOException)|Global\b.*Site/,
    );
  });
});
