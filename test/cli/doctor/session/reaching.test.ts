import { expect, test } from "vitest";
import { reachingCheck } from "../../../../provider/src/cli/doctor/session/reaching";
import { LyncError, type ErrorKind } from "../../../../provider/src/errors";
import type { StackConfig } from "../../../../provider/src/stackConfig";
import { examined, local, remote, simulated } from "../../../support/examined";

test.each<[what: string, config: StackConfig, result: object]>([
  [
    "the module of this machine",
    local,
    {
      subject: "this machine",
      asked: "Import-Module SkypeForBusiness, otherwise Import-Module Lync, in PowerShell on this machine.",
      found: "PowerShell started and imported the module SkypeForBusiness, version 7.0.2046.0.",
    },
  ],
  [
    "a module by its name, in another PowerShell",
    { ...local, module: "Lync", powershell: "pwsh" },
    { subject: "this machine", asked: "Import-Module -Name 'Lync', in pwsh on this machine." },
  ],
  [
    "a remote endpoint",
    {
      ...remote,
      remote: { connectionUri: "https://pool.contoso.com/x", authentication: "Negotiate", username: "admin", password: "hunter2" },
    },
    {
      subject: "pool.contoso.com",
      asked:
        "New-PSSession -ConnectionUri 'https://pool.contoso.com/x' -Authentication 'Negotiate' -Credential 'admin', from this machine.",
      found: "The endpoint accepted the sign-in. Its role offers 18 of the cmdlets that pulumi-lync runs.",
    },
  ],
  [
    "a simulated deployment",
    simulated,
    { subject: "simulator:contoso.json", asked: 'The simulated deployment of the topology file "/contoso.json".' },
  ],
])("%s that can be reached is fine", async (_what, config, result) => {
  expect(await reachingCheck.run(await examined(config))).toMatchObject([{ check: "Connection", status: "fine", ...result }]);
});

test.each<[kind: ErrorKind, status: string]>([
  ["cannotStart", "finding"],
  ["moduleMissing", "finding"],
  ["accessDenied", "finding"],
  ["unreachable", "finding"],
  ["timedOut", "unknown"],
  ["sessionLost", "unknown"],
  ["badAnswer", "unknown"],
  ["unsupported", "unknown"],
])("a session that fails with %s has the status %s", async (kind, status) => {
  const error = new LyncError("It failed", { kind });
  expect(await reachingCheck.run(await examined(local, error))).toMatchObject([{ status, code: kind, found: "It failed." }]);
});

test("a finding has the most specific code", async () => {
  const error = new LyncError("Scripts are disabled.", { kind: "cannotStart", code: "scriptsRefused" });
  expect(await reachingCheck.run(await examined(local, error))).toMatchObject([
    { status: "finding", code: "scriptsRefused", found: "Scripts are disabled." },
  ]);
});

test("a programming error is thrown, and becomes no result", async () => {
  await expect(reachingCheck.run(await examined(local, new TypeError("oops")))).rejects.toThrow("oops");
});
