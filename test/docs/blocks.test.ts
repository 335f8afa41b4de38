import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compile, newest, oldest } from "../types/compile";
import { blocksOf, pages } from "./markdown";

// A block that is only a part of a program would not compile either: each has its imports.
const blocks = pages.flatMap(blocksOf).filter(({ language }) => ["ts", "typescript"].includes(language));

// Below the checkout, where the package is found.
const folder = path.join(import.meta.dirname, "blocks");
const programs = blocks.map(({ page, line, code }) => ({
  file: path.join(folder, `${page.replaceAll("/", "-")}-line-${line}.ts`),
  // So the compiler names the line of the page.
  text: "\n".repeat(line - 1) + code,
}));
const files = programs.map(({ file }) => file);

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  for (const { file, text } of programs) writeFileSync(file, text);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test("README and the pages have blocks of TypeScript", () => {
  expect(blocks.filter(({ page }) => page === "README.md").length).toBeGreaterThanOrEqual(6);
  expect(blocks.filter(({ page }) => page.startsWith("docs/")).length).toBeGreaterThanOrEqual(5);
});

test(`every block of TypeScript compiles with TypeScript ${newest.version}`, () => {
  expect(compile(newest, files, { module: "nodenext", moduleResolution: "nodenext" }).errors).toEqual([]);
});

test(`every block of TypeScript compiles with TypeScript ${oldest.version}, which Pulumi's SDK brings`, () => {
  // As modules, because one of them is no program of Pulumi's but a test, which awaits at the top.
  expect(compile(oldest, files, { module: "esnext", esModuleInterop: true }).errors).toEqual([]);
});
