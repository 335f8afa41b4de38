import { expect, test } from "vitest";
import { sessionBrokenId } from "../../provider/src/powershell/protocol";
import { refused } from "../../provider/src/powershell/sessionErrors";

test.each([
  [
    sessionBrokenId,
    "sessionLost",
    "Nothing was run, because the session at https://pool.contoso.com/OcsPowershell is Broken. Run the same command again",
  ],
  ["Other", "badAnswer", "The agent refused the request: the session at https://pool.contoso.com/OcsPowershell is Broken"],
])("a request that was refused with the id %s is a failure of the kind %s", (id, kind, message) => {
  const error = { category: "ConnectionError", id, message: "the session at https://pool.contoso.com/OcsPowershell is Broken", target: "" };
  expect(refused(error)).toMatchObject({ kind, message, errorId: id });
});
