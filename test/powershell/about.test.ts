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

/** What a session says of itself that is asked through a whole deployment. */
async function aboutOf(choice: { powershell?: string }): Promise<About> {
  return simulateInProcess(choice).deployment.about();
}

/** What an expression becomes after agent.ps1, in a PowerShell of its own. */
async function evaluate(script: string): Promise<unknown> {
  const command = `. '${agent.replaceAll("'", "''")}'; ${script}`;
  const { stdout } = await promisify(execFile)(powershell ?? "", ["-NoProfile", "-NonInteractive", "-Command", command]);
  return JSON.parse(stdout);
}

test.skipIf(process.platform === "win32")("the simulator in Node.js says that no PowerShell runs", async () => {
  const about = await aboutOf({});
  expect(about).toMatchObject({ powershell: null, executionPolicy: null, isServerAdmin: null, account: userInfo().username });
  expect(about).toMatchObject({ module: "Lync", moduleVersion: expect.stringMatching(/^5\./) });
  // A test that asks it in its own process hears the same.
  expect(await simulate().deployment.about()).toEqual(about);
});

describe.skipIf(powershell === undefined)("agent.ps1 in a real PowerShell", () => {
  test("describes the session, and the cmdlets of the module that was imported", async () => {
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

  test("knows the group by its name in any domain, and says null of what it cannot know: groups, what a role decides, a policy", async () => {
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
      // A role decides here, too, by now.
      expect.objectContaining({ executionPolicy: null, isServerAdmin: null, cmdlets: [] }),
    ]);
  });
});
