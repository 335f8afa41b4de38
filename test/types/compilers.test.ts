import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programOf as discoveredProgram } from "../../provider/src/cli/discover/typescript";
import { oddDiscovered } from "../support/oddDiscovered";
import { compile, newest, oldest, resolve } from "./compile";

const checkout = path.resolve(import.meta.dirname, "..", "..");
const provider = path.join(checkout, "provider");
const programOf = (name: string): string => path.join(import.meta.dirname, "programs", `${name}.ts`);
const examples = ["contoso", "procedure"].map((name) => path.join(checkout, "examples", name, "index.ts"));
const discovered = programOf("discovered");
const programs = [...examples, programOf("settings"), programOf("simulator"), programOf("policies"), discovered];
const mistakes = programOf("mistakes");

// Pulumi's SDK sets these options with a TypeScript that knows them.
const nodenext = { module: "nodenext", moduleResolution: "nodenext" };
// Without this option, TypeScript 6 refuses "moduleResolution": "node".
const deprecated = { ignoreDeprecations: "6.0" };

// The program is inside the checkout, so that the package is found.
beforeAll(() => {
  writeFileSync(discovered, discoveredProgram(oddDiscovered, { owned: false }));
});
afterAll(() => {
  rmSync(discovered, { force: true });
});

describe("the examples, a discovered program and programs with outputs compile, and mistakes do not, with Pulumi's tsconfig.json and", () => {
  test(`TypeScript ${oldest.version}, which is part of Pulumi's SDK`, () => {
    const { errors, files } = compile(oldest, [...programs, mistakes]);
    const places = errors.map((error) => /^(.*:\d+): /.exec(error)?.[1] ?? error);
    expect([...new Set(places)], errors.join("\n")).toEqual(expectedMistakes());
    expect(files.filter(isOfZod)).toEqual([]);
  });

  test.each([
    ["node", deprecated],
    ["nodenext", nodenext],
  ])(`TypeScript ${newest.version}, with "moduleResolution": "%s"`, (_resolution, changes) => {
    const { errors, files } = compile(newest, [...programs, mistakes], changes);
    expect(errors).toEqual([]);
    expect(files.filter(isOfZod)).toEqual([]);
  });
});

describe("each entry point has its declarations", () => {
  const { exports } = JSON.parse(readFileSync(path.join(provider, "package.json"), "utf8")) as {
    exports: Record<string, string | { types: string }>;
  };
  const entryPoints = Object.entries(exports).flatMap(([name, target]) =>
    typeof target === "string" ? [] : [[name, target.types] as const],
  );

  test.each(entryPoints)("%s", (name, types) => {
    for (const [compiler, changes] of [[oldest], [newest], [newest, nodenext]] as const) {
      expect(resolve(compiler, path.posix.join("pulumi-lync", name), changes)).toBe(path.join(provider, types));
    }
  });
});

/**
 * The lines that must not compile in the program with mistakes. The oldest compiler does not know
 * the comments that expect errors.
 */
function expectedMistakes(): string[] {
  const lines = readFileSync(mistakes, "utf8").split("\n");
  return lines.flatMap((line, index) =>
    line.startsWith("// @ts-expect-error") ? [`${path.relative(checkout, mistakes)}:${index + 2}`] : [],
  );
}

function isOfZod(file: string): boolean {
  return /\/zod[/.]/.test(file);
}
