import { expect, test } from "vitest";
import { cmdletError } from "../../provider/src/deployment/cmdletError";
import { mayPass } from "../../provider/src/deployment/retries";
import { LyncError } from "../../provider/src/errors";

test.each([
  ["ConnectionError", "Store", "unreachable", true],
  ["OpenError", "CannotConnect,PSSessionOpenFailed", "unreachable", true],
  ["OperationStopped", "JobFailure,PSSessionStateBroken", "unreachable", true],
  ["OperationStopped", "PSSessionStateBroken", "unreachable", true],
  ["OpenError", "AccessDenied,PSSessionOpenFailed", "accessDenied", false],
  ["OperationTimeout", "AuthenticationFailed,PSSessionOpenFailed", "accessDenied", false],
  ["SecurityError", "Other", "accessDenied", false],
  ["ObjectNotFound", "CommandNotFoundException", "moduleMissing", false],
  ["ResourceExists", "CollectionAlreadyExists", "alreadyExists", false],
  ["NotSpecified", "Throttled,Get-CsService", "cmdletFailed", true],
])("an error of category %s with the id %s has the kind %s, and whether it may pass is %s", (category, id, kind, passes) => {
  const error = cmdletError({ cmdlet: "Get-CsService", parameters: {} }, { category, id, message: "Why.", target: "" });
  expect(error).toMatchObject({ kind, category, errorId: id });
  expect(mayPass(error)).toBe(passes);
});

test("a failed start is not tried again, whatever its category and id are", () => {
  expect(mayPass(new LyncError("No.", { kind: "cannotStart", category: "OperationTimeout", id: "Throttled" }))).toBe(false);
});
