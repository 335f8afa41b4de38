/**
 * Lists the messages of pulumi-lync for a review of their English: each text of at least three
 * words in the package's source and in the tools, with its file and line.
 *
 *   npm run messages                                  all of them
 *   npm run messages -- provider/src/guards tools     those of some folders or files
 */
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { checkoutFiles } from "./checkoutFiles.mjs";
import { checkoutFolder } from "./paths.mjs";

/** @typedef {{ line: number, text: string }} Message the number of its first line, and its text */

/** Three words with spaces between them. Code, names, patterns and selectors have fewer. */
const words = /[A-Za-z]['’\w]*[,.:;]? +(?:"?[\w'’]+"?|…)[,.:;]? +\S/;

/**
 * The messages in a file of TypeScript or JavaScript. `…` replaces each part that a message gets
 * only at run time.
 *
 * @param {string} name
 * @param {string} source
 * @returns {Message[]}
 */
export function messagesInScript(name, source) {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true);
  /** @type {Message[]} */
  const messages = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isImportDeclaration(node) || ts.isImportTypeNode(node)) return;
    const text = textOf(node);
    if (text !== undefined && words.test(text))
      messages.push({ line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1, text });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return messages;
}

/** @param {ts.Node} node @returns {string | undefined} */
function textOf(node) {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join("…");
  return undefined;
}

/**
 * The messages in a file of PowerShell: the texts in quotes outside comments.
 *
 * @param {string} source
 * @returns {Message[]}
 */
export function messagesInPowerShell(source) {
  return source.split(/\r?\n/).flatMap((line, index) => {
    if (/^\s*#/.test(line)) return [];
    const texts = [...line.matchAll(/"([^"]*)"|'([^']*)'/g)].map(([, double, single]) => double ?? single ?? "");
    return texts.filter((text) => words.test(text)).map((text) => ({ line: index + 1, text }));
  });
}

/**
 * The messages in the files of the checkout, by git's patterns such as `provider/src`.
 *
 * @param {...string} patterns
 * @returns {(Message & { file: string })[]}
 */
export function messagesIn(...patterns) {
  const files = checkoutFiles(...patterns).filter((file) => /\.(ts|mjs|js|ps1|psm1)$/.test(file));
  return files.flatMap((file) => {
    const source = readFileSync(path.join(checkoutFolder, file), "utf8");
    const messages = /\.psm?1$/.test(file) ? messagesInPowerShell(source) : messagesInScript(file, source);
    return messages.map((message) => ({ file, ...message }));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const patterns = process.argv.length > 2 ? process.argv.slice(2) : ["provider/src", "tools", "policies"];
  for (const { file, line, text } of messagesIn(...patterns)) console.log(`${file}:${line}: ${text.replaceAll("\n", "\\n")}`);
}
