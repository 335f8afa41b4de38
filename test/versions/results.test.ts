import { expect, test } from "vitest";
import { combinationsTable, versionsTable, type Results } from "./results.mjs";

const row = { sdk: "3.230.0", pulumi: "3.220.0", language: "JavaScript", manager: "npm", dependency: "direct" } as const;
const results: Results = {
  day: "2026-11-28",
  platform: "linux-x64",
  results: [
    { row: { ...row, node: "20.20.2" }, end: "passed" },
    { row: { ...row, node: "22.23.5", manager: "pnpm" }, end: "passed" },
    { row: { ...row, node: "24.22.3", sdk: "3.276.0" }, end: "failed", reason: "a | b\nand more" },
    { row: { ...row, node: "26" }, end: "not run", reason: "npm has no node-linux-riscv64" },
  ],
  refused: [{ node: "20", sdk: { version: "3.276.0", node: ">=22" } }],
};

test("the table of combinations has the result of each, and says why one failed or was not run", () => {
  expect(combinationsTable(results).split("\n")).toEqual([
    "| Node.js | @pulumi/pulumi | Pulumi CLI | program | installed by | dependency | result |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    "| 20.20.2 | 3.230.0 | 3.220.0 | JavaScript | npm | direct | passed |",
    "| 22.23.5 | 3.230.0 | 3.220.0 | JavaScript | pnpm | direct | passed |",
    "| 24.22.3 | 3.276.0 | 3.220.0 | JavaScript | npm | direct | failed: a \\| b |",
    "| 26 | 3.230.0 | 3.220.0 | JavaScript | npm | direct | not run: npm has no node-linux-riscv64 |",
    "",
    "Not combined: @pulumi/pulumi 3.276.0 with Node.js 20. It asks for Node.js >=22.",
  ]);
});

test("the table of versions has only those that worked, each once", () => {
  expect(versionsTable(results).split("\n").slice(2)).toEqual([
    "| Node.js | 20.20.2, 22.23.5 |",
    "| @pulumi/pulumi | 3.230.0 |",
    "| Pulumi CLI | 3.220.0 |",
    "| program | JavaScript |",
    "| installed by | npm, pnpm |",
    "| dependency | direct |",
  ]);
});
