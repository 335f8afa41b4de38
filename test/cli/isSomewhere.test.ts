import { expect, test } from "vitest";
import { isSomewhere } from "../../provider/src/cli/isSomewhere";

test.each([
  [1, true],
  [[0, [1]], true],
  [{ a: { b: [1] } }, true],
  [{ 1: 0 }, false],
  [null, false],
  [undefined, false],
  ["1", false],
])("whether 1 is somewhere in %j: %j", (value, expected) => {
  expect(isSomewhere(value, (one) => one === 1)).toBe(expected);
});
