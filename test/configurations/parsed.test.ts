import { expect, test, vi } from "vitest";
import { parsed } from "../../provider/src/configurations/kinds/parsed";
import * as z from "../../provider/src/zod";

const twice = vi.fn((value: unknown) => (typeof value === "number" ? value * 2 : undefined));

test("a value is read once, and becomes the result", () => {
  twice.mockClear();
  expect(parsed(twice).parse(3)).toBe(6);
  expect(twice).toHaveBeenCalledOnce();
});

test.each([
  ["is not understood", { amount: "3" }],
  ["is missing", {}],
])("a value that %s is refused with its place", (_what, value) => {
  const { error } = z.strictObject({ amount: parsed(twice) }).safeParse(value);
  expect(error?.issues.map(({ path }) => path)).toEqual([["amount"]]);
});
