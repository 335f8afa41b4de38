import { describe, expect, test } from "vitest";
import { previewIn, pulumiWords } from "../../provider/src/cli/stacks";
import { urnOf } from "../support/previews";

const stack = { op: "same", urn: urnOf("test-prod", "pulumi:pulumi:Stack") };
const error = { severity: "error", message: "it failed" };

describe("the output of pulumi preview --json", () => {
  test.each([
    ["with success", 0, { steps: [stack] }],
    ["with an error of a resource", 255, { steps: [stack], diagnostics: [error] }],
  ])("%s is a preview", (_what, code, document) => {
    expect(previewIn({ code, stdout: JSON.stringify(document), stderr: "" }, "prod")).toMatchObject(document);
  });

  test.each([
    ["nothing", "prod", " \n", "pulumi preview of the stack prod failed: no stack named 'prod' found"],
    [
      "a preview whose program did not reach the engine",
      undefined,
      JSON.stringify({ diagnostics: [error] }),
      "pulumi preview of the selected stack failed (exit code 255). Pulumi said:\nit failed\nno stack named 'prod' found",
    ],
    [
      "a failure without an error",
      "prod",
      JSON.stringify({ steps: [stack] }),
      "pulumi preview of the stack prod failed (exit code 255). Pulumi said:\nno stack named 'prod' found",
    ],
    ["no document", "prod", "{", "What came from pulumi preview --json of the stack prod is not a JSON document"],
    ["another document", "prod", "[]", "What came from pulumi preview --json of the stack prod is not what pulumi preview --json prints"],
  ])("is refused with what Pulumi said if it is %s", (_what, name, stdout, words) => {
    expect(() => previewIn({ code: 255, stdout, stderr: "no stack named 'prod' found\n" }, name)).toThrow(words);
  });
});

test.each([
  [
    "an error of the Automation API",
    new Error(
      "code: 255\n stdout: \n stderr: Command failed with exit code 255: pulumi\nerror: no stack named 'x' found\n\n err?: Error: x",
    ),
    "no stack named 'x' found",
  ],
  ["any other error", "spawn pulumi ENOENT", "spawn pulumi ENOENT"],
])("%s is shown in pulumi's own words", (_what, failure, words) => {
  expect(pulumiWords(failure)).toBe(words);
});
