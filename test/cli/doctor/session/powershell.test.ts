import { expect, test } from "vitest";
import { policyResult, powershellCheck } from "../../../../provider/src/cli/doctor/session/powershell";
import { examined, local, simulated } from "../../../support/examined";

test("the version, the edition and the language mode are told, and the execution policy", async () => {
  expect(await powershellCheck.run(await examined(local))).toMatchObject([
    {
      status: "fine",
      found: "PowerShell 5.1.14393.0 (Desktop) runs in the language mode FullLanguage, on Microsoft Windows NT 10.0.14393.0.",
    },
    { status: "fine", found: "The execution policy is RemoteSigned." },
  ]);
});

test("a simulator without PowerShell is asked nothing", async () => {
  expect(await powershellCheck.run(await examined(simulated, { powershell: null }))).toMatchObject([{ status: "notAsked" }]);
});

test.each([
  ["Bypass", "local", "fine", "The execution policy is Bypass."],
  ["AllSigned", "local", "information", "The execution policy is AllSigned. The module was loaded all the same."],
  ["Restricted", "local", "information", "The execution policy is Restricted. The module was loaded all the same."],
  ["Restricted", "remote", "fine", "The execution policy is Restricted. The cmdlets run on the server, so it refuses nothing here."],
  [null, "local", "information", "Get-ExecutionPolicy did not tell the execution policy. The session opened all the same."],
] as const)("the execution policy %s, %s: %s", (executionPolicy, way, status, found) => {
  expect(policyResult({ executionPolicy }, way)).toMatchObject({ status, found });
});
