import { expect, test } from "vitest";
import { parseAllowed, parseMinutes, refuseTwice } from "../../../provider/src/cli/rollout/options";

test.each([
  ["", []],
  [" , ", []],
  ["drift", ["drift"]],
  ["warnings, drift ,warnings", ["warnings", "drift"]],
])("--allow %j means %j", (text, allowed) => {
  expect([...parseAllowed(text)]).toEqual(allowed);
});

test.each([
  ["deletion", '"deletion"'],
  ["drift,constructor,x", '"constructor, x"'],
])("--allow %j is refused, and the message says what is allowed", (text, shown) => {
  expect(() => parseAllowed(text)).toThrow(`--allow has ${shown}. Allowed: warnings, replacements, deletions, drift.`);
});

test.each([
  ["30", 30],
  ["0.5", 0.5],
  [" 1440 ", 1440],
])("--wait-minutes %j is %d", (text, minutes) => {
  expect(parseMinutes(text)).toBe(minutes);
});

test.each(["", " ", "0", "-1", "1441", "ten", "Infinity", "NaN"])(
  "--wait-minutes %j is refused, and the message says what is allowed",
  (text) => {
    expect(() => parseMinutes(text)).toThrow(
      `--wait-minutes is ${JSON.stringify(text)}. Allowed: a number of minutes, more than 0 and up to 1440.`,
    );
  },
);

test("a stack that is named twice is refused", () => {
  expect(() => refuseTwice(["dev", "prod", "dev"])).toThrow("The stack dev is named twice. Name it once.");
  expect(() => refuseTwice(["dev", "prod"])).not.toThrow();
});
