import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { nouns } from "../../provider/src/configurations/nouns";

const checkout = path.resolve(import.meta.dirname, "..", "..");

test("the settings reference is what the settings tables say", () => {
  execFileSync(process.execPath, [path.join(checkout, "tools", "writeSettingsReference.mjs"), "--check"], { stdio: "pipe" });
});

test("the settings reference has every setting", () => {
  const text = readFileSync(path.join(checkout, "docs", "settings.md"), "utf8");
  for (const property of nouns.flatMap(({ settings }) => Object.keys(settings))) expect(text).toContain(`### \`${property}\`\n`);
});
