import { expect, test } from "vitest";
import { sessionBrokenId } from "../../provider/src/powershell/protocol";
import { lateCmdlet, notOpened, refused, refuseVersion } from "../../provider/src/powershell/sessionErrors";

test.each([
  [
    sessionBrokenId,
    "sessionLost",
    "Nothing was run, because the session at https://pool.contoso.com/OcsPowershell is Broken. Run the same command again.",
  ],
  ["Other", "badAnswer", "PowerShell could not begin the request: the session at https://pool.contoso.com/OcsPowershell is Broken."],
])("a request that could not begin, with the id %s, is a failure of the kind %s", (id, kind, message) => {
  const error = { category: "ConnectionError", id, message: "the session at https://pool.contoso.com/OcsPowershell is Broken", target: "" };
  expect(refused(error)).toMatchObject({ kind, message, errorId: id });
});

const executable = { path: "powershell.exe", environment: {}, modules: ["Lync"], isSimulator: false, advice: "" };

test.each(["1.0", "2.0"])("PowerShell %s is too old, and the error says what to do", (version) => {
  expect(() => {
    refuseVersion(executable, version);
  }).toThrow(
    expect.objectContaining({
      kind: "cannotStart",
      code: "powershellTooOld",
      message: `PowerShell ("powershell.exe") is version ${version}, but the session needs 3.0 or later. Install Windows Management Framework 3.0 or later on this machine.`,
    }),
  );
});

test.each(["3.0", "5.1.14393.0", "7.6.9", "10.0.0-preview.1", undefined])("PowerShell %s is not refused for its version", (version) => {
  refuseVersion(executable, version);
});

test("a module whose scripts the execution policy refuses has a different code than one that fails by itself", () => {
  const error = { category: "SecurityError", id: "UnauthorizedAccess,ImportModuleCommand", message: "Scripts are disabled.", target: "" };
  expect(notOpened(executable, error, "")).toMatchObject({
    kind: "cannotStart",
    code: "scriptsRefused",
    message: expect.stringMatching(/administrative tools: Scripts are disabled\. Run Get-ExecutionPolicy -List in this PowerShell/),
  });
  expect(notOpened(executable, { ...error, id: "Other" }, "")).toMatchObject({ kind: "cannotStart", code: "cannotStart" });
});

test("the error for a session that does not describe itself in time says so", () => {
  expect(lateCmdlet([], 120, "").message).toContain("The request for facts about the session did not return within 120 seconds");
});
