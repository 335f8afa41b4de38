import { expect, test } from "vitest";
import { defined } from "../provider/src/defined";

test("undefined properties are left out, and all others remain in their order", () => {
  const object = defined({ last: "z", none: undefined, nothing: null, off: false, empty: "" });
  expect(Object.entries(object)).toEqual([
    ["last", "z"],
    ["nothing", null],
    ["off", false],
    ["empty", ""],
  ]);
});

test("the given object keeps its properties", () => {
  const given = { none: undefined };
  defined(given);
  expect(Object.keys(given)).toEqual(["none"]);
});
