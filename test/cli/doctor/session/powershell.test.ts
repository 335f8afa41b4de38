import { expect, test } from "vitest";
import { policyResult, powershellCheck } from "../../../../provider/src/cli/doctor/session/powershell";
import { examined, local, simulated } from "../../../support/examined";

test("the results name the version, the edition, the language mode and the execution policy", async () => {
  expect(await powershellCheck.run(await examined(local))).toMatchObject([
    {
      status: "fine",
      found: "PowerShell 5.1.14393.0 (Desktop) runs in the language mode FullLanguage, on Microsoft Windows NT 10.0.14393.0.",
    },
    { status: "fine", found: "The execution policy is RemoteSigned." },
  ]);
});

test("PowerShell is not checked for a simulator without PowerShell", async () => {
  expect(await powershellCheck.run(await examined(simulated, { powershell: null }))).toMatchObject([{ status: "notAsked" }]);
});

test.each([
  ["Bypass", "local", "fine", "The execution policy is Bypass."],
  ["AllSigned", "local", "information", "The execution policy is AllSigned. The module loaded anyway."],
  ["Restricted", "local", "information", "The execution policy is Restricted. The module loaded anyway."],
  [
    "Restricted",
    "remote",
    "fine",
    "The execution policy is Restricted. The cmdlets run on the server, so the policy refuses nothing here.",
  ],
  [null, "local", "information", "Get-ExecutionPolicy did not return the execution policy. The session opened anyway."],
] as const)("the execution policy %s, %s: %s", (executionPolicy, way, status, found) => {
  expect(policyResult({ executionPolicy }, way)).toMatchObject({ status, found });
});
