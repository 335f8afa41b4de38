import { expect, test } from "vitest";
import { combinationsOf, refusedPairs } from "./combinations.mjs";

const versions = {
  nodes: ["20", "22", "24", "26"],
  sdks: [
    { version: "3.220.0", node: ">=20" },
    { version: "3.230.0", node: ">=20" },
    { version: "3.276.0", node: ">=22" },
  ],
  pulumis: ["3.220.0", "3.274.1", "3.276.0"],
};
const rows = combinationsOf(versions) as unknown as Record<string, string>[];
const kinds = Object.keys(rows[0] ?? {});
const valuesOf = (kind: string): string[] => [...new Set(rows.map((row) => row[kind] ?? ""))];
const pairs = kinds.flatMap((one, index) => kinds.slice(index + 1).map((other) => [one, other] as const));

test("every value is in a combination", () => {
  expect(Object.fromEntries(kinds.map((kind) => [kind, valuesOf(kind).length]))).toEqual({
    node: 4,
    sdk: 3,
    pulumi: 3,
    language: 3,
    manager: 2,
    dependency: 2,
  });
});

test.each(pairs)("each %s meets each %s, except for an SDK and a Node.js that it does not support", (one, other) => {
  const missing = valuesOf(one).flatMap((value) =>
    valuesOf(other)
      .filter((another) => !rows.some((row) => row[one] === value && row[other] === another))
      .map((another) => [value, another]),
  );
  expect(missing).toEqual(`${one} ${other}` === "node sdk" ? [["20", "3.276.0"]] : []);
});

test("the combinations are few, and the same each time", () => {
  expect(rows.length).toBeLessThanOrEqual(16);
  expect(combinationsOf(versions)).toEqual(rows);
});

test("the pairs that cannot work are listed", () => {
  expect(refusedPairs(versions)).toEqual([{ node: "20", sdk: versions.sdks[2] }]);
});
