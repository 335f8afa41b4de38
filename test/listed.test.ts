import { expect, test } from "vitest";
import { firstFew } from "../provider/src/listed";

test.each([
  [[], ""],
  [["a", "b"], "a, b"],
  [["a", "b", "c", "d"], "a, b and 2 more"],
])("of %j no more than two are named", (all, text) => {
  expect(firstFew(all, 2)).toBe(text);
});
