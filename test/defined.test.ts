import { expect, test } from "vitest";
import { defined } from "../provider/src/defined";

test("what is undefined is left out, and all else stays, in its order", () => {
  const object = defined({ last: "z", none: undefined, nothing: null, off: false, empty: "" });
  expect(Object.entries(object)).toEqual([
    ["last", "z"],
    ["nothing", null],
    ["off", false],
    ["empty", ""],
  ]);
});

test("the object that was given keeps its properties", () => {
  const given = { none: undefined };
  defined(given);
  expect(Object.keys(given)).toEqual(["none"]);
});
