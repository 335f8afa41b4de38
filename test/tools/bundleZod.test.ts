import { execFileSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";

const provider = path.resolve(import.meta.dirname, "..", "..", "provider");

test("the built package loads what it needs of zod from one file, with zod's messages", () => {
  const program = `
    const z = require("./dist/zod.js");
    const { error } = z.strictObject({ name: z.string() }).safeParse({ name: 1, other: 2 });
    console.log(JSON.stringify({ loaded: Object.keys(require.cache), words: z.prettifyError(error) }));`;
  const answer = execFileSync(process.execPath, ["-e", program], { cwd: provider, encoding: "utf8" });
  const { loaded, words } = JSON.parse(answer) as { loaded: string[]; words: string };
  expect(loaded).toEqual([path.join(provider, "dist", "zod.js")]);
  expect(words).toBe('✖ Unrecognized key: "other"\n✖ Invalid input: expected string, received number\n  → at name');
});
