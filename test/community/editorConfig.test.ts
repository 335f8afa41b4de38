import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import prettier from "prettier";
import { expect, test } from "vitest";
import { readJson } from "../../tools/json.mjs";
import { checkoutFolder } from "../../tools/paths.mjs";
import { temporaryFolder } from "../tools/temporaryFolder.js";

const sections = readSections(readFileSync(path.join(checkoutFolder, ".editorconfig"), "utf8"));
const git = (...args: string[]): string[] => execFileSync("git", args, { cwd: checkoutFolder, encoding: "utf8" }).split("\n").slice(0, -1);

test.each(["source.ts", "tool.mjs", "data.json"])("an editor formats %s as Prettier does", async (name) => {
  const { printWidth } = readJson(path.join(checkoutFolder, ".prettierrc.json")) as { printWidth: number };
  const folder = temporaryFolder();
  copyFileSync(path.join(checkoutFolder, ".editorconfig"), path.join(folder, ".editorconfig"));
  writeFileSync(path.join(folder, ".prettierrc.json"), "{}");
  const read = await prettier.resolveConfig(path.join(folder, name), { editorconfig: true });
  // Prettier's own defaults apply if .prettierrc.json says nothing.
  expect(read).toEqual({ printWidth, tabWidth: 2, useTabs: false, endOfLine: "lf" });
});

test(".editorconfig and .gitattributes name the same line ends", () => {
  const attributes = git("check-attr", "eol", "source.ts", "starter", "page.md", "starter.cmd");
  expect(attributes).toEqual(["source.ts: eol: lf", "starter: eol: lf", "page.md: eol: lf", "starter.cmd: eol: crlf"]);
  expect(sections.get("*")?.get("end_of_line")).toBe("lf");
  const others = [...sections].filter(([name, keys]) => name !== "*" && keys.has("end_of_line"));
  expect(others.map(([name, keys]) => [name, keys.get("end_of_line")])).toEqual([["*.cmd", "crlf"]]);
});

test("every file is indented and ends as .editorconfig says", () => {
  const wrong = git("ls-files", "*.ts", "*.mjs", "*.cjs", "*.ps1", "*.psm1", "*.cs", "*.cmd", "*.go", "*go.mod", "*.yml", "*.md").filter(
    (file) => {
      const text = readFileSync(path.join(checkoutFolder, file), "utf8");
      const tabs = /\.go$|go\.mod$/.test(file);
      const ends = file.endsWith(".cmd") ? text.includes("\r\n") && !/[^\r]\n/.test(text) : !text.includes("\r");
      return !ends || !text.endsWith("\n") || /[ \t]+\r?$/m.test(text) || (!tabs && /^\t/m.test(text));
    },
  );
  expect(wrong).toEqual([]);
});

test("PowerShell and C# files are indented by four blanks", () => {
  expect(sections.get("*.{cs,ps1,psm1}")?.get("indent_size")).toBe("4");
  const files = git("ls-files", "*.ps1", "*.psm1", "*.cs");
  const firstIndents = files.flatMap((file) => /^ +(?=\S)/m.exec(readFileSync(path.join(checkoutFolder, file), "utf8"))?.[0].length ?? []);
  expect(new Set(firstIndents)).toEqual(new Set([4]));
});

/** The keys of each section, in the order of the file. */
function readSections(text: string): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>();
  let keys = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, section] = /^\[(.*)\]$/.exec(line) ?? [];
    const [, key, value] = /^(\w+) = (.*)$/.exec(line) ?? [];
    if (section !== undefined) {
      keys = new Map();
      found.set(section, keys);
    } else if (key !== undefined && value !== undefined) keys.set(key, value);
  }
  return found;
}
