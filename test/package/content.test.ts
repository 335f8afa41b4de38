import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import ts from "typescript";
import { afterAll, expect, test } from "vitest";
import { readJson } from "../../tools/json.mjs";
import { pack } from "../../tools/pack.mjs";

const place = mkdtempSync(path.join(tmpdir(), "pulumi-lync-packed-"));
const packed = await pack(place);
execFileSync("tar", ["-xzf", packed.file, "-C", place]);
afterAll(() => rmSync(place, { recursive: true, force: true }));
const folder = path.join(place, "package");
const checkout = path.resolve(import.meta.dirname, "..", "..");

interface Manifest {
  type: string;
  exports: Record<string, string | { types: string; default: string }>;
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const manifest = readJson(path.join(folder, "package.json")) as Manifest;
const paths = (pattern: RegExp): string[] => packed.files.map((file) => file.path).filter((file) => pattern.test(file));
const text = (file: string): string => readFileSync(path.join(folder, file), "utf8");

test("the package has its licence, README, changelog and every page of docs/, as they are in the checkout", () => {
  expect(paths(/^[^/]+$/)).toEqual(expect.arrayContaining(["CHANGELOG.md", "LICENSE", "README.md", "package.json"]));
  expect(paths(/^docs\//)).toEqual(expect.arrayContaining(["docs/README.md", "docs/findings.md", "docs/settings.md"]));
  for (const page of paths(/\.md$|^LICENSE$/)) expect(text(page)).toBe(readFileSync(path.join(checkout, page), "utf8"));
});

test("the package says that it is CommonJS", () => {
  expect(manifest.type).toBe("commonjs");
});

test("the package has exactly the declarations that a compiler reads for its entry points, and none of them names zod", () => {
  const entries = Object.values(manifest.exports).flatMap((entry) => (typeof entry === "string" ? [] : [path.join(folder, entry.types)]));
  const modes = { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext };
  const program = ts.createProgram(entries, { ...modes, target: ts.ScriptTarget.ES2022, types: [], noEmit: true });
  const read = program.getSourceFiles().map(({ fileName }) => path.relative(folder, fileName));
  const declarations = paths(/\.d\.ts$/);
  expect(declarations).toEqual(read.filter((file) => file.startsWith("dist")).sort(byLetter));
  expect(paths(/\.d\.ts\.map$/)).toEqual(declarations.map((file) => `${file}.map`));
  for (const file of declarations) expect(text(file), file).not.toMatch(/\bzod\b/);
});

test("every source map names a source in the package, and every source has a map or is read at run time", () => {
  const maps = paths(/\.map$/);
  const led = new Set(maps.flatMap(sourcesOf));
  for (const source of led) expect(existsSync(path.join(folder, source)), source).toBe(true);
  for (const file of maps) expect(text(file.replace(/\.map$/, ""))).toContain(`//# sourceMappingURL=${path.basename(file)}`);
  const others = paths(/^src\//).filter((file) => !led.has(file));
  const loaded = paths(/^dist\/.*\.js$/)
    .map(text)
    .join("\n");
  expect(others.filter((file) => !loaded.includes(`"${path.basename(file)}"`))).toEqual([]);
});

test("the package loads every dependency, and everything that it loads is a dependency", () => {
  const loading = /(?:require|import)\("([^".$][^"]*)"\)/g;
  const loaded = paths(/^dist\/(?!zod\.js).*\.js$/).flatMap((file) =>
    [...text(file).matchAll(loading)].map(([, name = ""]) => packageOf(name)),
  );
  const own = ["pulumi-lync", ...builtinModules.map((name) => `node:${name}`)];
  const wanted = [...new Set(loaded)].filter((name) => !own.includes(name)).sort(byLetter);
  const { dependencies, peerDependencies } = manifest;
  expect(wanted).toEqual(Object.keys({ ...dependencies, ...peerDependencies }).sort(byLetter));
});

function sourcesOf(map: string): string[] {
  const { sources, sourceRoot = "" } = JSON.parse(text(map)) as { sources: string[]; sourceRoot?: string };
  return sources.map((source) => path.join(path.dirname(map), sourceRoot, source));
}

/**
 * Returns the package of a module name. It is the name itself for `node:fs/promises`, and
 * `@pulumi/pulumi` for `@pulumi/pulumi/automation`.
 */
function packageOf(name: string): string {
  if (name.startsWith("node:")) return name;
  return name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");
}

function byLetter(one: string, other: string): number {
  return one < other ? -1 : 1;
}
