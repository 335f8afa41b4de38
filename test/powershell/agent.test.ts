import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { LyncError } from "../../provider/src/errors";
import { mayPass } from "../../provider/src/deployment/retries";
import { cmdletError } from "../../provider/src/deployment/cmdletError";
import { chooseExecutable, type Executable } from "../../provider/src/powershell/executable";
import type { Call, CallResult } from "../../provider/src/cmdlets/call";
import { Session } from "../../provider/src/powershell/session";
import * as lyncValues from "../support/lyncValues";
import { powershell } from "../support/powershell";
import { loggingTo, logsIn } from "../support/powershellLogs";

const modules = path.resolve(import.meta.dirname, "..", "fixtures", "modules");

function executable(imported = lyncValues.module): Executable {
  const chosen = chooseExecutable({ ...(powershell === undefined ? {} : { powershell }), module: imported });
  // The module is an unsigned script.
  return { ...chosen, environment: { ...chosen.environment, PSExecutionPolicyPreference: "Bypass" } };
}

/** A PowerShell that runs another line before the session's first line. */
function prepared(preamble: string): Executable {
  const { path: program, ...rest } = executable();
  const environment = { ...rest.environment, FIXTURE_POWERSHELL: program, FIXTURE_PREAMBLE: preamble };
  return { ...rest, environment, path: path.resolve(import.meta.dirname, "..", "fixtures", "powershell", "withPreamble.cjs") };
}

function openSession(opened = executable()): Session {
  const session = new Session({ executable: opened, timeoutSeconds: 60 });
  onTestFinished(() => session.close());
  return session;
}

async function run(...calls: Call[]): Promise<CallResult[]> {
  return openSession().run(calls);
}

const get = (noun: string, wanted: string[] = ["Identity"]): Call => ({ cmdlet: `Get-${noun}`, parameters: {}, select: wanted });

describe.skipIf(powershell === undefined)("agent.ps1 in a real PowerShell", () => {
  test("converts each type explicitly", async () => {
    expect(await run(get("CsWebServiceConfiguration", lyncValues.select))).toMatchObject([{ objects: [lyncValues.sample], error: null }]);
  });

  test("fails for a type that it does not know, names the type, and does not try again", async () => {
    const call = get("CsSite", ["Identity", "Odd"]);
    const [result] = await run(call);
    expect(result).toMatchObject({
      objects: [],
      error: { id: "LyncConversionFailed", message: expect.stringContaining("Odd holds a value of type System.Text.StringBuilder") },
    });
    if (result?.error == null) throw new Error("no error");
    expect(mayPass(cmdletError(call, result.error))).toBe(false);
  });

  test("returns a type that it does not know as its text if the call accepts that", async () => {
    const session = openSession(executable(path.join(modules, "Compiled.psm1")));
    const call = { ...get("CsService", ["Identity", "SiteId"]), asText: true };
    expect(await session.run([call])).toMatchObject([{ objects: [{ SiteId: "Site:Redmond" }], error: null }]);
    expect(await session.run([get("CsService", ["SiteId"])])).toMatchObject([{ error: { id: "LyncConversionFailed" } }]);
  });

  test("converts typed objects of compiled classes exactly", async () => {
    const session = openSession(executable(path.join(modules, "Compiled.psm1")));
    const wanted =
      "Identity UseWsFedPassiveAuth UseWindowsAuth MaxCSRKeySize MaxGroupSizeToExpand PendingGetWaitTimeOutInMinutes JoinLauncherCdnTimeout " +
      "JoinLauncherCdnConfigUri CrossDomainAuthorizationList Text Unset Absent";
    const [result] = await session.run([get("CsWebServiceConfiguration", wanted.split(" "))]);
    expect(result?.error).toBeNull();
    expect(result?.objects[1]).toEqual({
      Identity: "Service:WebServer:Pool1.contoso.com",
      UseWsFedPassiveAuth: false,
      UseWindowsAuth: "Negotiate",
      MaxCSRKeySize: 16384,
      MaxGroupSizeToExpand: 100,
      PendingGetWaitTimeOutInMinutes: -15,
      JoinLauncherCdnTimeout: "00:00:06",
      JoinLauncherCdnConfigUri: "https://cdn.contoso.com",
      CrossDomainAuthorizationList: [{ Url: "https://a.com" }],
      Text: 'a\ud800"\\\u0000\u2028é',
      Unset: null,
    });
  });

  test("fails for a property that cannot be read, instead of returning no value", async () => {
    const session = openSession(executable(path.join(modules, "Compiled.psm1")));
    expect(await session.run([get("CsWebServiceConfiguration", ["Identity", "Unreadable"])])).toMatchObject([
      { objects: [], error: { message: expect.stringContaining("The store is locked.") } },
    ]);
  });

  test.each([
    ["a text with blanks and line ends", "a  b\nline2\ttab"],
    ["a number", 1234567],
    ["a text that is where a long message is cut", "s3cr3t-".repeat(300)],
  ])("shows no secret in an error: %s", async (_what, secret) => {
    const write: Call = { cmdlet: "Set-CsWebServiceConfiguration", parameters: { Identity: "refused", Text: secret }, secret: ["Text"] };
    const [result] = await run(write);
    expect(result?.error).toMatchObject({ message: "[secret] is refused" });
    expect(JSON.stringify(result)).not.toContain(JSON.stringify(secret).slice(1, 9));
  });

  test("binds a secret Boolean as a Boolean", async () => {
    const write: Call = { cmdlet: "Set-CsWebServiceConfiguration", parameters: { Identity: "global", Flag: true }, secret: ["Flag"] };
    expect(await run(write, get("CsWebServiceConfiguration", ["Kept"]))).toMatchObject([
      { error: null },
      { objects: [{ Kept: "flag is set" }] },
    ]);
  });

  test("imports a module whose script continues after an error that would end it inside a try block", async () => {
    const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    onTestFinished(() => {
      said.mockRestore();
    });
    const session = openSession(executable(path.join(modules, "GoesOn.psm1")));
    expect(await session.run([get("CsSite")])).toMatchObject([{ objects: [{ Identity: "Site:Redmond" }], error: null }]);
    expect(said.mock.calls.map(([text]) => String(text)).join("")).toContain("No-SuchCommand");
  });

  test.each([
    ["a node that is a list of itself", "Node", "LyncConversionFailed"],
    ["an unknown struct", "Struct", "LyncConversionFailed"],
  ])("fails at once for %s", async (_what, property, id) => {
    const session = openSession(executable(path.join(modules, "Compiled.psm1")));
    expect(await session.run([get("CsPool", [property])])).toMatchObject([{ error: { id } }]);
  });

  test("returns the text of any value that has one, if the call accepts texts", async () => {
    const session = openSession(executable(path.join(modules, "Compiled.psm1")));
    const wanted = ["WithUrl", "Struct", "When", "Switch"];
    expect(await session.run([{ ...get("CsPool", wanted), asText: true }])).toMatchObject([
      {
        objects: [{ WithUrl: "Registrar:pool.contoso.com", Struct: "a struct", When: "2026-03-02T03:05:06.0000000Z", Switch: true }],
        error: null,
      },
    ]);
    expect(await session.run([{ ...get("CsPool", ["Mute"]), asText: true }])).toMatchObject([{ error: { id: "LyncConversionFailed" } }]);
  });

  test("names the cause of an error whose target has no text, and all causes if there are several", async () => {
    const session = openSession(executable(path.join(modules, "Compiled.psm1")));
    expect(await session.run([get("CsSite")])).toMatchObject([
      { error: { message: expect.stringMatching(/first cause.*second cause/), target: "" } },
    ]);
  });

  test("runs in a PowerShell in strict mode", async () => {
    const session = openSession(prepared("Set-StrictMode -Version Latest"));
    expect(await session.run([get("CsWebServiceConfiguration", lyncValues.select), get("CsPool", ["Identity", "Absent"])])).toMatchObject([
      { objects: [lyncValues.sample], error: null },
      { objects: [{ Identity: "LyncPool01.contoso.com" }], error: null },
    ]);
  });

  test.each([
    [
      "the texts of the inner exceptions",
      "CsPool",
      "Exception has been thrown by the target of an invocation. The type initializer for 'Microsoft.Rtc.Management.Xds' threw an exception. Could not load Microsoft.Rtc.Management.Core.",
    ],
    ["the error details first", "CsService", "You are no member of the group. Code 0x80070005."],
    ["at most about 4,000 characters", "CsPoolBackupRelationship", expect.stringMatching(/^Outer\. x{3993}\.\.\.$/)],
  ])("returns the message of an error: %s", async (_what, noun, message) => {
    const session = openSession(executable(path.join(modules, "HalfInstalled.psm1")));
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    onTestFinished(() => {
      vi.restoreAllMocks();
    });
    expect(await session.run([get(noun)])).toMatchObject([{ error: { message } }]);
  });

  test("imports a module that reports an error and continues, and shows the error as a warning", async () => {
    const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    onTestFinished(() => {
      said.mockRestore();
    });
    const session = openSession(executable(path.join(modules, "HalfInstalled.psm1")));
    expect(await session.run([get("CsSite")])).toMatchObject([{ objects: [{ Identity: "Site:Redmond" }], error: null }]);
    expect(said.mock.calls.map(([text]) => text)).toEqual([
      "PowerShell: warning: The import of HalfInstalled reported an error and continued: Could not load file or assembly Microsoft.Rtc.Management.Hosted. [importIncomplete]\n",
    ]);
  });

  test("refuses a module that has none of the cmdlets, with the error that it reported", async () => {
    const session = openSession(executable(path.join(modules, "NothingThere.psm1")));
    await expect(session.run([get("CsSite")])).rejects.toMatchObject({
      kind: "cannotStart",
      message: expect.stringContaining("Could not load file or assembly Microsoft.Rtc.Management."),
    });
  });

  test("writes even if a module has set preferences for the session that would prevent it", async () => {
    const session = openSession(executable(path.join(modules, "Preferences.psm1")));
    const write: Call = { cmdlet: "Set-CsProxyConfiguration", parameters: { Identity: "global" } };
    for (const identity of ["global", "Service:Registrar:a.contoso.com"]) {
      await session.run([{ ...write, parameters: { Identity: identity } }]);
      expect(await session.run([get("CsProxyConfiguration")])).toMatchObject([{ objects: [{ Identity: `[${identity}]` }] }]);
    }
  });

  test("returns every answer if lines end with CRLF, however busy this process is", async () => {
    const newLines = "[Console]::Out.NewLine = [Console]::Error.NewLine = [string] [char] 13 + [char] 10";
    const session = openSession(prepared(newLines));
    for (let call = 0; call < 40; call += 1) {
      const running = session.run([get("CsProxyConfiguration", ["Identity"])]);
      await new Promise(setImmediate);
      const until = performance.now() + (call % 2 === 0 ? 60 : 0);
      while (performance.now() < until);
      expect(await running).toMatchObject([{ objects: [{ Identity: "Global" }] }]);
    }
  });

  test.each(["ConstrainedLanguage", "RestrictedLanguage"])("says at once that %s is not enough, and what to do", async (mode) => {
    const began = performance.now();
    const failure = await openSession(prepared(`$ExecutionContext.SessionState.LanguageMode = '${mode}'`))
      .run([get("CsSite")])
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(LyncError);
    expect(failure).toMatchObject({
      kind: "cannotStart",
      message: expect.stringContaining("Allow scripts for the account that runs Pulumi"),
    });
    expect((failure as Error).message).toContain(mode === "ConstrainedLanguage" ? `language mode ${mode}` : "restricted language mode");
    // The time limit of a start is four minutes.
    expect(performance.now() - began).toBeLessThan(120_000);
  });

  test("leaves no secret in a log of parameters, in the history or in a transcript", async () => {
    const folder = temporaryFolder();
    const session = openSession(prepared(loggingTo(folder)));
    const secret = "hunter2";
    const write: Call = { cmdlet: "Set-CsWebServiceConfiguration", parameters: { Identity: "global", Text: secret }, secret: ["Text"] };
    const [written, found] = await session.run([write, get("CsWebServiceConfiguration", ["Identity", "Kept", "Keeps"])]);
    expect(written?.error).toBeNull();
    // The secret arrived and was returned.
    expect(found?.objects[0]).toMatchObject({ Kept: secret, Keeps: [secret] });
    const refused = await session.run([{ ...write, parameters: { ...write.parameters, Identity: "refused" } }]);
    expect(refused).toMatchObject([{ error: { message: "[secret] is refused", id: "[secret] is refused" } }]);
    expect(JSON.stringify(refused)).not.toContain(secret);
    await session.close();

    const { "trace.txt": trace, ...others } = logsIn(folder);
    expect(trace).toContain("Set-CsWebServiceConfiguration");
    // PowerShell logs the value of the cmdlet's own parameter, which cannot be prevented.
    expect(new Set(commandsThatShow(trace, secret))).toEqual(new Set(["Set-CsWebServiceConfiguration"]));
    expect(commandsThatShow(trace, Buffer.from(secret).toString("base64"))).toEqual([]);
    for (const [file, whole] of Object.entries(others)) {
      // A transcript shows the error of a failed cmdlet in the cmdlet's own words.
      const text = whole.replaceAll(/TerminatingError.*/g, "");
      expect(text, file).not.toContain(secret);
      expect(text, file).not.toContain(Buffer.from(secret).toString("base64"));
    }
  });

  test("collects warnings, and drops output that is meant for a person", async () => {
    const [result] = await run(get("CsPool"));
    expect(result).toMatchObject({ objects: [{ Identity: "LyncPool01.contoso.com" }], warnings: ["careful"], error: null });
  });

  test("treats an error after which a cmdlet continued as its failure", async () => {
    const [result] = await run(get("CsService"));
    expect(result).toMatchObject({
      objects: [],
      error: { category: "ReadError", id: expect.stringMatching(/^Partly\b/), message: "not all of them" },
    });
  });

  test("prevents cmdlets from asking questions", async () => {
    expect(await run({ cmdlet: "Set-CsProxyConfiguration", parameters: { Identity: "global" } })).toMatchObject([{ error: null }]);
  });

  test("identifies the error for a missing module by an id", async () => {
    const session = new Session({ executable: { ...executable(), modules: ["NoSuchModuleOfLync"] }, timeoutSeconds: 60 });
    onTestFinished(() => session.close());
    await expect(session.run([get("CsSite")])).rejects.toMatchObject({ kind: "moduleMissing", errorId: "LyncModuleMissing" });
  });
});

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lync-agent-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** The commands for which a trace of parameter binding shows a value, once for each line. */
function commandsThatShow(trace: string, value: string): string[] {
  let command = "";
  return trace.split("\n").flatMap((line) => {
    command = /BIND NAMED cmd line args \[([^\]]*)\]/.exec(line)?.[1] ?? command;
    return line.includes(value) ? [command] : [];
  });
}
