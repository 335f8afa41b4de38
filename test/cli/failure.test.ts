import { expect, test } from "vitest";
import { CommandFailure, describeError } from "../../provider/src/cli/failure";
import { LyncError } from "../../provider/src/errors";

test.each([
  ["a failure of the command", new CommandFailure("--allow has nothing"), "--allow has nothing"],
  ["one of the deployment", new LyncError("nobody answers", { kind: "unreachable" }), "nobody answers"],
  ["what is no error", "text", "text"],
])("%s is told by its words alone", (_what, error, words) => {
  expect(describeError(error)).toBe(words);
});

test("an error that nobody foresaw is told with its stack, and without one by its words", () => {
  const error = new TypeError("x is undefined");
  expect(describeError(error)).toContain(`TypeError: x is undefined\n    at `);
  Reflect.deleteProperty(error, "stack");
  expect(describeError(error)).toBe("x is undefined");
});
