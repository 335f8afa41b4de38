/**
 * Refuses circles of imports in provider/src. ESLint's import-x/no-cycle ignores imports of types
 * only. Here a type counts like a value.
 */
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";

/**
 * The files of the same folder that each file imports, types included.
 *
 * @param {string} folder
 * @returns {Map<string, string[]>}
 */
export function readImports(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  /** @param {string} file */
  const importsOf = (file) =>
    ts
      .preProcessFile(readFileSync(path.join(folder, file), "utf8"))
      .importedFiles.filter(({ fileName }) => fileName.startsWith("."))
      .map(({ fileName }) => path.join(path.dirname(file), fileName))
      .map((module) => (files.includes(`${module}.ts`) ? `${module}.ts` : path.join(module, "index.ts")));
  return new Map(files.map((file) => [file, importsOf(file)]));
}

/**
 * The first circle of imports: its files in order; empty if there is none.
 *
 * @param {ReadonlyMap<string, readonly string[]>} imports
 * @returns {string[]}
 */
export function circleIn(imports) {
  /** @type {Set<string>} */
  const done = new Set();
  /** @param {string} file @param {readonly string[]} way @returns {string[]} */
  const from = (file, way) => {
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

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const circle = circleIn(readImports(path.join(import.meta.dirname, "..", "provider", "src")));
  if (circle.length > 0) {
    process.stderr.write(`A circle of imports in provider/src: ${circle.join(" imports ")}.\n`);
    process.exitCode = 1;
  }
}
