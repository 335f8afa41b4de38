import * as path from "node:path";
import { expect, test } from "vitest";
import { circleIn, readImports } from "../../tools/importCircles.mjs";

test("a circle is returned as its files, without the way that leads into it", () => {
  const imports = new Map([
    ["a", ["b"]],
    ["b", ["d", "c"]],
    ["c", ["b"]],
    ["d", []],
  ]);
  expect(circleIn(imports)).toEqual(["b", "c", "b"]);
});

test("an imported type counts, and an imported folder is its index", () => {
  const imports = readImports(path.join(import.meta.dirname, "..", "..", "provider", "src"));
  expect(imports.get("stack/memory.ts")).toContain(path.join("stack", "owned.ts"));
  expect(imports.get("lifecycle/refusals.ts")).toContain(path.join("stack", "memory.ts"));
  expect(imports.get("configurations/proxy.ts")).toContain(path.join("configurations", "kinds", "index.ts"));
});
