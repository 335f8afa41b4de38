/**
 * Refuses comments that end beyond column 100 and that ESLint's max-len does not check: in
 * PowerShell, YAML and CSS, and after code in TypeScript and JavaScript. A line with a URL may be
 * longer.
 */
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { checkoutFiles } from "./checkoutFiles.mjs";
import { checkoutFolder } from "./paths.mjs";

const limit = 100;

const comments = [
  { files: ["*.ps1", "*.psm1", "*.yml", "*.yaml"], comment: /^\s*#|\s# / },
  { files: ["*.css"], comment: /\/\*|\*\// },
  { files: ["*.ts", "*.mjs", "*.cjs", "*.js"], comment: /[;,{([)\]}] \/\/ / },
];

/**
 * The numbers of the lines, from 1, that have a comment and are too wide.
 *
 * @param {string} text
 * @param {RegExp} comment
 */
export function tooWide(text, comment) {
  const lines = text.split(/\r?\n/).map((line, index) => ({ line, number: index + 1 }));
  return lines.filter(({ line }) => line.length > limit && comment.test(line) && !/https?:\/\//.test(line)).map(({ number }) => number);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const { files, comment } of comments) {
    for (const file of checkoutFiles(...files)) {
      for (const line of tooWide(readFileSync(path.join(checkoutFolder, file), "utf8"), comment)) {
        console.error(`${file}:${line}: a comment ends beyond column ${limit}. Break the line before it.`);
        process.exitCode = 1;
      }
    }
  }
}
