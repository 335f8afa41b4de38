import { expect, test } from "vitest";
import { CommandFailure, describeError } from "../../provider/src/cli/failure";
import { LyncError } from "../../provider/src/errors";

test.each([
  ["a failure of the command", new CommandFailure("--allow has nothing"), "--allow has nothing"],
  ["a failure of the deployment", new LyncError("no server answers", { kind: "unreachable" }), "no server answers"],
  ["a value that is not an error", "text", "text"],
])("%s is shown by its message only", (_what, error, words) => {
  expect(describeError(error)).toBe(words);
});

test("an unexpected error is shown with its stack, or by its message if it has no stack", () => {
  const error = new TypeError("x is undefined");
  expect(describeError(error)).toContain(`TypeError: x is undefined\n    at `);
  Reflect.deleteProperty(error, "stack");
  expect(describeError(error)).toBe("x is undefined");
});
