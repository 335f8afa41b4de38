import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compile, newest, oldest } from "../types/compile";
import { blocksOf, pages } from "./markdown";

// Each block has its imports, because a part of a program would not compile.
const blocks = pages.flatMap(blocksOf).filter(({ language }) => ["ts", "typescript"].includes(language));

// Inside the checkout, where the compiler finds the package.
const folder = path.join(import.meta.dirname, "blocks");
const programs = blocks.map(({ page, line, code }) => ({
  file: path.join(folder, `${page.replaceAll("/", "-")}-line-${line}.ts`),
  // With these empty lines, the compiler names the line of the page.
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
  expect(blocks.filter(({ page }) => page === "README.md").length).toBeGreaterThanOrEqual(1);
  expect(blocks.filter(({ page }) => page.startsWith("docs/")).length).toBeGreaterThanOrEqual(10);
});

test(`every block of TypeScript compiles with TypeScript ${newest.version}`, () => {
  expect(compile(newest, files, { module: "nodenext", moduleResolution: "nodenext" }).errors).toEqual([]);
});

test(`every block of TypeScript compiles with TypeScript ${oldest.version}, which Pulumi's SDK brings`, () => {
  // As modules, because one block is a test and not a Pulumi program: it awaits at the top level.
  expect(compile(oldest, files, { module: "esnext", esModuleInterop: true }).errors).toEqual([]);
});
