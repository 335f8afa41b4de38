import { execFile } from "node:child_process";
import { userInfo } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import type { About } from "../../provider/src/deployment/deployment";
import { powershell } from "../support/powershell";
import { simulate } from "../support/simulated";
import { simulateInProcess } from "../support/simulatedProcess";

const agent = path.resolve(import.meta.dirname, "..", "..", "provider", "src", "powershell", "agent.ps1");

/** The facts about a session, read through a whole deployment. */
async function aboutOf(choice: { powershell?: string }): Promise<About> {
  return simulateInProcess(choice).deployment.about();
}

/** The value of an expression after agent.ps1, in a separate PowerShell. */
async function evaluate(script: string): Promise<unknown> {
  const command = `. '${agent.replaceAll("'", "''")}'; ${script}`;
  const { stdout } = await promisify(execFile)(powershell ?? "", ["-NoProfile", "-NonInteractive", "-Command", command]);
  return JSON.parse(stdout);
}

test.skipIf(process.platform === "win32")("the simulator in Node.js says that no PowerShell runs", async () => {
  const about = await aboutOf({});
  expect(about).toMatchObject({ powershell: null, executionPolicy: null, isServerAdmin: null, account: userInfo().username });
  expect(about).toMatchObject({ module: "Lync", moduleVersion: expect.stringMatching(/^5\./) });
  // The simulator in the test's own process returns the same.
  expect(await simulate().deployment.about()).toEqual(about);
});

describe.skipIf(powershell === undefined)("agent.ps1 in a real PowerShell", () => {
  test("describes the session and the cmdlets of the imported module", async () => {
    const about = await aboutOf({ powershell: powershell ?? "" });
    expect(about).toMatchObject({
      powershell: expect.stringMatching(/^\d+\.\d/),
      edition: expect.stringMatching(/^(?:Core|Desktop)$/),
      languageMode: "FullLanguage",
      executionPolicy: expect.stringMatching(/^[A-Z]\w+$/),
      account: expect.stringMatching(new RegExp(`(?:^|\\\\)${userInfo().username}$`, "i")),
      module: "Lync",
    });
    const inNode = await simulate().deployment.about();
    expect([...about.cmdlets].sort()).toEqual([...inNode.cmdlets].sort());
  });

  test("finds the group by its name in any domain, and returns null for unknown groups, for rights that a role decides, and for an unknown policy", async () => {
    const groups = (...names: string[]): string => `@{ Groups = @(${names.map((name) => `@{ Value = '${name}' }`).join(", ")}) }`;
    const asked = [
      groups("BUILTIN\\Users", "CONTOSO\\rtcuniversalserveradmins"),
      groups("RTCUniversalServerAdmins"),
      groups("S-1-5-21-1-2-3-500", "CONTOSO\\RTCUniversalServerAdmins2", "RTCUniversalServerAdmins\\Users"),
      groups(),
      "@{ Groups = $null }",
    ].map((identity) => `(Test-LyncServerAdmin -Identity ${identity})`);
    const far = `$($global:LyncAgent['Remote'] = @{}; Test-LyncServerAdmin -Identity ${groups("A\\RTCUniversalServerAdmins")})`;
    const withoutPolicy = "$(function Get-ExecutionPolicy { throw 'missing' }; Get-LyncAbout)";
    expect(await evaluate(`ConvertTo-Json -InputObject @(${[...asked, far, withoutPolicy].join(", ")}) -Compress`)).toEqual([
      ...[true, true, false, false, null, null],
      // The remote endpoint is still set here, so a role decides.
      expect.objectContaining({ executionPolicy: null, isServerAdmin: null, cmdlets: [] }),
    ]);
  });
});
