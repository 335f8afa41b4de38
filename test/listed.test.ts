import { expect, test } from "vitest";
import { firstFew } from "../provider/src/listed";

test.each([
  [[], ""],
  [["a", "b"], "a, b"],
  [["a", "b", "c", "d"], "a, b and 2 more"],
])("at most two items of %j are named", (all, text) => {
  expect(firstFew(all, 2)).toBe(text);
});
