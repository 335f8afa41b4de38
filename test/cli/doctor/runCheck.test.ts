import { expect, test } from "vitest";
import { runCheck } from "../../../provider/src/cli/doctor/runCheck";
import { CommandFailure } from "../../../provider/src/cli/failure";
import { LyncError } from "../../../provider/src/errors";

test.each([
  ["a failure of the deployment", new LyncError("It did not answer", { kind: "timedOut" }), "timedOut", "It did not answer."],
  ["an expected failure", new CommandFailure("The file is missing."), "notJudged", "The file is missing."],
])("%s becomes a result that says what the check read, and what happened", async (_what, error, code, found) => {
  const check = { name: "Clocks", asked: "Invoke-Command.", run: () => Promise.reject(error) };
  expect(await runCheck(check, undefined)).toEqual([
    { check: "Clocks", subject: "this check", status: "unknown", code, asked: "Invoke-Command.", found },
  ]);
});

test("a programming error also becomes a result, with its stack trace", async () => {
  const check = { name: "Clocks", asked: "Invoke-Command.", run: () => Promise.reject(new TypeError("oops")) };
  expect(await runCheck(check, undefined)).toMatchObject([
    { status: "unknown", asked: "Invoke-Command.", found: expect.stringMatching(/^TypeError: oops\n/) },
  ]);
});
