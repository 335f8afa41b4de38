import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { nouns } from "../../provider/src/configurations/nouns";
import { codes } from "../../provider/src/codes";

const checkout = path.resolve(import.meta.dirname, "..", "..");
const page = (name: string): string => readFileSync(path.join(checkout, "docs", name), "utf8");

test("the reference pages are what the tables say", () => {
  execFileSync(process.execPath, [path.join(checkout, "tools", "writeReference.mjs"), "--check"], { stdio: "pipe" });
});

test("the settings reference has every setting", () => {
  for (const property of nouns.flatMap(({ settings }) => Object.keys(settings)))
    expect(page("settings.md")).toContain(`### \`${property}\`\n`);
});

test("the page of codes has every code, with what it means", () => {
  const rows = page("findings.md").replace(/ +/g, " ");
  for (const [code, meaning] of Object.entries(codes))
    expect(rows).toContain(`| [\`${code}\`](troubleshooting.md#${code.toLowerCase()}) | ${meaning} |`);
});
