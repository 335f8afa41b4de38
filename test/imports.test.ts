import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const source = path.join(import.meta.dirname, "..", "provider", "src");

/** What each file imports of the package, types included, which ESLint's import-x/no-cycle leaves out. */
function readImports(): Map<string, string[]> {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const importsOf = (file: string): string[] =>
    ts
      .preProcessFile(readFileSync(path.join(source, file), "utf8"))
      .importedFiles.filter(({ fileName }) => fileName.startsWith("."))
      .map(({ fileName }) => path.join(path.dirname(file), fileName))
      .map((module) => (files.includes(`${module}.ts`) ? `${module}.ts` : path.join(module, "index.ts")));
  return new Map(files.map((file) => [file, importsOf(file)]));
}

/** The first circle of imports: its files in order; empty where there is none. */
function circleIn(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const from = (file: string, way: readonly string[]): string[] => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const imported of imports.get(file) ?? []) {
      const circle = from(imported, [...way, file]);
      if (circle.length > 0) return circle;
    }
    done.add(file);
    return [];
  };
  return [...imports.keys()].map((file) => from(file, [])).find((circle) => circle.length > 0) ?? [];
}

test("a circle is found by its files, whichever way leads into it", () => {
  const imports = new Map([
    ["a", ["b"]],
    ["b", ["d", "c"]],
    ["c", ["b"]],
    ["d", []],
  ]);
  expect(circleIn(imports)).toEqual(["b", "c", "b"]);
});

test("no file of the package imports itself by way of others, not even a type", () => {
  const imports = readImports();
  expect(imports.get("index.ts")).toContain("resources/webServiceConfiguration.ts".replaceAll("/", path.sep));
  expect(circleIn(imports)).toEqual([]);
});
