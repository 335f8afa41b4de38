import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const provider = path.resolve(import.meta.dirname, "..", "..", "provider");

test("the built package loads zod from one file, with zod's messages", () => {
  const program = `
    const z = require("./dist/zod.js");
    const { error } = z.strictObject({ name: z.string() }).safeParse({ name: 1, other: 2 });
    console.log(JSON.stringify({ loaded: Object.keys(require.cache), words: z.prettifyError(error) }));`;
  const answer = execFileSync(process.execPath, ["-e", program], { cwd: provider, encoding: "utf8" });
  const { loaded, words } = JSON.parse(answer) as { loaded: string[]; words: string };
  expect(loaded).toEqual([path.join(provider, "dist", "zod.js")]);
  expect(words).toBe('✖ Unrecognized key: "other"\n✖ Invalid input: expected string, received number\n  → at name');
});

test("no declaration of the built package names zod", () => {
  const dist = path.join(provider, "dist");
  const declarations = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".d.ts"));
  expect(declarations).toContain("index.d.ts");
  expect(declarations.filter((file) => readFileSync(path.join(dist, file), "utf8").includes("zod"))).toEqual([]);
});
