import { ESLint } from "eslint";
import { expect, test } from "vitest";
import { checkoutFolder } from "../../tools/paths.mjs";
import { tooWide } from "../../tools/commentWidth.mjs";

const wide = "word ".repeat(25);

test.each([
  ["a comment in PowerShell", /^\s*#|\s# /, `$a = 1\n# ${wide}`, [2]],
  ["a comment after code", /[;,{([)\]}] \/\/ /, `call(); // ${wide}`, [1]],
  ["a comment with an address", /^\s*#|\s# /, `# https://example.com/ ${wide}`, []],
  ["code", /^\s*#|\s# /, `Write-Output '${wide}'`, []],
  ["a comment of 100 columns", /^\s*#/, `# ${"x".repeat(98)}`, []],
])("the lines that are too wide are found in %s", (_, comment, text, lines) => {
  expect(tooWide(text, comment)).toEqual(lines);
});

test("ESLint refuses a comment or doc comment that ends beyond column 100", async () => {
  const eslint = new ESLint({ cwd: checkoutFolder, ruleFilter: ({ ruleId }) => ruleId === "@stylistic/max-len" });
  const [result] = await eslint.lintText(`// ${wide}\n/**\n * ${wide}\n */\nconst a = "${wide}";\n// ${"x".repeat(97)}\n`, {
    filePath: "typedoc.config.mjs",
  });
  expect(result?.messages.map(({ ruleId, line }) => ({ ruleId, line }))).toEqual([
    { ruleId: "@stylistic/max-len", line: 1 },
    { ruleId: "@stylistic/max-len", line: 3 },
  ]);
});
