import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { chooseExecutable, type Executable } from "../../provider/src/powershell/executable";
import { findAnswer, requestLine, type Answer, type Call, type CallResult, type Request } from "../../provider/src/powershell/protocol";
import { loadAgent, Session } from "../../provider/src/powershell/session";
import { startShell } from "../../provider/src/powershell/shell";
import { findPowerShell } from "../support/powershell";

const powershell = findPowerShell();
if (powershell === undefined)
  console.warn("SKIPPED: what agent.ps1 makes of a module's answers in a real PowerShell, for there is none on PATH.");

const module = path.resolve(import.meta.dirname, "..", "fixtures", "LyncValues.psm1");
const select = "Identity Flag Text Nothing Enum Uri Guid Version Span Whole Large Double None One Origins".split(" ");
const sample = {
  Identity: "Global",
  Flag: true,
  Text: "2026-01-01T00:00:00",
  Nothing: null,
  Enum: "Friday",
  Uri: "https://contoso.com/a",
  Guid: "6f9619ff-8b86-d011-b42d-00cf4fc964ff",
  Version: "7.0.2046.0",
  Span: "00:01:30",
  Whole: 7,
  Large: "18446744073709551615",
  Double: 1.5,
  None: [],
  One: ["https://contoso.com/a"],
  Origins: [{ Url: "https://a.contoso.com" }, { Url: "https://b.contoso.com" }],
};

function executable(): Executable {
  const chosen = chooseExecutable({ ...(powershell === undefined ? {} : { powershell }), module });
  // The module is a script, and unsigned.
  return { ...chosen, environment: { ...chosen.environment, PSExecutionPolicyPreference: "Bypass" } };
}

async function run(...calls: Call[]): Promise<CallResult[]> {
  const session = new Session({ executable: executable(), timeoutSeconds: 60 });
  onTestFinished(() => session.close());
  return session.run(calls);
}

const get = (noun: string, wanted: string[] = ["Identity"]): Call => ({ cmdlet: `Get-${noun}`, parameters: {}, select: wanted });

describe.skipIf(powershell === undefined)("agent.ps1 in a real PowerShell", () => {
  test.each([
    ["each type", "CsWebServiceConfiguration"],
    ["each type as remoting leaves it", "CsProxyConfiguration"],
  ])("converts %s on purpose", async (_what, noun) => {
    expect(await run(get(noun, select))).toMatchObject([{ objects: [sample], error: null }]);
  });

  test("takes a type that it does not know for an error, and tells which", async () => {
    const [result] = await run(get("CsSite", ["Identity", "Odd"]));
    expect(result).toMatchObject({
      objects: [],
      error: { message: expect.stringContaining("Odd holds a value of type System.Text.StringBuilder") },
    });
  });

  test("collects warnings, and drops what is for a person", async () => {
    const [result] = await run(get("CsPool"));
    expect(result).toMatchObject({ objects: [{ Identity: "LyncPool01.contoso.com" }], warnings: ["careful"], error: null });
  });

  test("takes an error that a cmdlet printed and went on from for its failure", async () => {
    const [result] = await run(get("CsService"));
    expect(result).toMatchObject({
      objects: [],
      error: { category: "ReadError", id: expect.stringMatching(/^Partly\b/), message: "not all of them" },
    });
  });

  test("lets no cmdlet ask", async () => {
    expect(await run({ cmdlet: "Set-CsProxyConfiguration", parameters: { Identity: "global" } })).toMatchObject([{ error: null }]);
  });

  test("says that a module is not there by an id", async () => {
    const session = new Session({ executable: { ...executable(), modules: ["NoSuchModuleOfLync"] }, timeoutSeconds: 60 });
    onTestFinished(() => session.close());
    await expect(session.run([get("CsSite")])).rejects.toMatchObject({ kind: "moduleMissing", errorId: "LyncModuleMissing" });
  });
});

describe.skipIf(powershell === undefined)(
  "the remote half of agent.ps1, on cmdlets that stand for New-PSSession and Import-PSSession",
  () => {
    const remote = {
      connectionUri: "https://pool.contoso.com/OcsPowershell",
      authentication: "Negotiate",
      username: "admin",
      password: `p$(exit)"'w`,
    };

    /** Opens a session of the module, and asks it to open a remote one, and then more. */
    async function askRemotely(opening: typeof remote, ...requests: Call[][]): Promise<Answer[]> {
      const shell = startShell(executable());
      onTestFinished(() => shell.kill());
      const ask = async (request: Request, before = ""): Promise<Answer> =>
        findAnswer((await shell.invoke(`${before}${requestLine(request)}`)).output, request.id);
      await ask({ id: 1, open: { modules: [module], cmdlets: [] }, calls: [] }, `${loadAgent()}; `);
      const answers = [await ask({ id: 2, open: { modules: [], cmdlets: ["Get-CsSite"], remote: opening }, calls: [] })];
      for (const [index, calls] of requests.entries()) answers.push(await ask({ id: index + 3, calls }));
      return answers;
    }

    test("signs in with the credential, and reads what remoting leaves of objects", async () => {
      const [opened, answer] = await askRemotely(remote, [get("CsProxyConfiguration", select)]);
      expect(opened).toMatchObject({
        opening: { module: remote.connectionUri, parameters: { "Get-CsSite": expect.any(Array) } },
        error: null,
      });
      expect(answer).toMatchObject({ results: [{ objects: [sample], error: null }] });
    });

    test("makes a session that broke between two calls again, once for each", async () => {
      const [, first, second] = await askRemotely(remote, [get("CsSite")], [get("CsSite")]);
      expect(first).toMatchObject({ results: [{ objects: [{ Identity: "1" }] }] });
      expect(second).toMatchObject({ results: [{ objects: [{ Identity: "2" }] }] });
    });

    test("tells of a sign-in that was refused by its category and id", async () => {
      const [opened] = await askRemotely({ ...remote, password: "wrong" });
      expect(opened).toMatchObject({
        opening: null,
        error: { category: "OpenError", id: expect.stringMatching(/^AccessDenied,PSSessionOpenFailed/), message: "Access is denied." },
      });
    });

    test("runs no cmdlet that the session does not bring", async () => {
      const [, answer] = await askRemotely(remote, [get("CsPool")]);
      expect(answer).toMatchObject({ results: [{ error: { id: "CommandNotFoundException" } }] });
    });
  },
);
