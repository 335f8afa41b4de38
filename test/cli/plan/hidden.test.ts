import { describe, expect, test } from "vitest";
import { hiddenIn, isHidden, lacksValues, withoutHidden } from "../../../provider/src/cli/plan/hidden";
import { secretText } from "../../../provider/src/cmdlets/commandText";
import { unknownValue } from "../../../provider/src/stack/unknown";

const values = { usePinAuth: true, macResolverUrl: secretText, maxGroupSizeToExpand: unknownValue };

test.each([
  [secretText, true],
  [unknownValue, true],
  ["https://x/[secret]", false],
  [undefined, false],
  [false, false],
])("whether a preview hides %j: %j", (value, expected) => {
  expect(isHidden(value)).toBe(expected);
});

describe("a write", () => {
  test("has its secret values named, even those that the preview shows, and those that are not known yet", () => {
    expect(hiddenIn(["usePinAuth", "macResolverUrl"], { verb: "Set", values })).toEqual({
      secrets: ["usePinAuth", "macResolverUrl"],
      unknown: ["maxGroupSizeToExpand"],
    });
    expect(hiddenIn(["usePinAuth"], { verb: "Remove" })).toEqual({ secrets: ["usePinAuth"], unknown: [] });
  });

  test.each([
    ["a value that the preview hides", [], { macResolverUrl: secretText }, true],
    ["a secret that the preview shows", ["usePinAuth"], { usePinAuth: true }, true],
    ["a secret that is not written", ["macResolverUrl"], { usePinAuth: true }, false],
    ["nothing, because the preview hides nothing", [], { usePinAuth: true }, false],
  ])("lacks a value in its text only if that value is hidden: %s", (_what, secrets, written, expected) => {
    expect(lacksValues(secrets, { verb: "Set", values: written })).toBe(expected);
    expect(lacksValues(secrets, { verb: "Remove" })).toBe(false);
  });

  test("has null instead of each hidden value", () => {
    expect(withoutHidden(values)).toEqual({ usePinAuth: true, macResolverUrl: null, maxGroupSizeToExpand: null });
  });
});
