import { stripVTControlCharacters } from "node:util";

/**
 * A piece of a line in one style. The style is a list of classes in the picture's style sheet,
 * separated by spaces.
 * @typedef {{ text: string, style: string }} Piece
 */

/**
 * What the picture shows of one command.
 * @typedef {{ about: string, command: string, lines: Piece[][] }} Step
 */

// In most monospace fonts, a character is 0.6 times as wide as the font is high.
const font = 13;
const character = font * 0.6;
const lineHeight = 18;
const margin = 20;

/** The width of the widest table of a report, in characters. Longer lines are cut. */
export const columns = 126;

/** The numbers of the colours that Pulumi uses. Each has a class in the style sheet. */
const colours = new Set(["1", "2", "3", "13"]);

const styleSheet = `
  svg { --back: #f6f8fa; --text: #1f2328; --dim: #57606a; --red: #a40e26; --green: #116329; --yellow: #7a4d00; --magenta: #6639ba }
  @media (prefers-color-scheme: dark) {
    svg { --back: #0d1117; --text: #e6edf3; --dim: #9da7b3; --red: #ff7b72; --green: #7ee787; --yellow: #e3b341; --magenta: #d2a8ff }
  }
  rect { fill: var(--back); stroke: var(--dim) }
  text { fill: var(--text); font: ${font}px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre }
  .bold { font-weight: bold }
  .dim { fill: var(--dim) }
  .c1 { fill: var(--red) }
  .c2 { fill: var(--green) }
  .c3 { fill: var(--yellow) }
  .c13 { fill: var(--magenta) }
`;

/**
 * The lines of a program's output, in colours. Lines that no pattern matches are left out, and a
 * line says how many.
 * @param {string} printed
 * @param {RegExp[]} shown
 * @returns {Piece[][]}
 */
export function shownLines(printed, shown) {
  /** @type {Piece[][]} */
  const lines = [];
  let leftOut = 0;
  const sayLeftOut = () => {
    if (leftOut > 0) lines.push([{ text: leftOut === 1 ? "… 1 line" : `… ${leftOut} lines`, style: "dim" }]);
    leftOut = 0;
  };
  for (const line of styledLines(printed)) {
    const text = textOf(line);
    if (shown.some((pattern) => pattern.test(text))) {
      sayLeftOut();
      lines.push(cut(line));
    } else if (text.trim() !== "") leftOut += 1;
  }
  sayLeftOut();
  return lines;
}

/**
 * A picture of a terminal, as SVG: text that can be read aloud and copied, in the reader's light or
 * dark colours, without animation.
 * @param {Step[]} steps
 */
export function pictureOf(steps) {
  const rows = steps.flatMap(({ about, command, lines }, index) => [
    ...(index === 0 ? [] : [[]]),
    [{ text: `# ${about}`, style: "dim" }],
    [
      { text: "$ ", style: "dim" },
      { text: command, style: "bold" },
    ],
    ...lines,
  ]);
  const width = Math.ceil(columns * character + 2 * margin);
  const height = rows.length * lineHeight + 2 * margin;
  const described = steps.map(({ about, command }) => `${about}: ${command}.`).join(" ");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">
<title id="title">pulumi-lync in a terminal</title>
<desc id="description">${escape(described)}</desc>
<style>${styleSheet}</style>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
${rows.flatMap((line, index) => rowOf(line, margin + font + index * lineHeight)).join("\n")}
</svg>
`;
}

/**
 * One line of text. The SVG states its length, so that tables stay straight in every font.
 * @param {Piece[]} line
 * @param {number} y
 */
function rowOf(line, y) {
  const text = textOf(line).trimEnd();
  const indent = text.length - text.trimStart().length;
  if (text.length === indent) return [];
  const pieces = partOf(line, indent, text.length).map(({ text, style }) =>
    style === "" ? escape(text) : `<tspan class="${style}">${escape(text)}</tspan>`,
  );
  const place = `x="${rounded(margin + indent * character)}" y="${y}" textLength="${rounded((text.length - indent) * character)}"`;
  return [`<text ${place} lengthAdjust="spacingAndGlyphs" xml:space="preserve">${pieces.join("")}</text>`];
}

/** @param {Piece[]} line @returns {Piece[]} */
function cut(line) {
  if (textOf(line).length <= columns) return line;
  return [...partOf(line, 0, columns - 1), { text: "…", style: "dim" }];
}

/** @param {Piece[]} line @param {number} from @param {number} to @returns {Piece[]} */
function partOf(line, from, to) {
  let at = 0;
  return line.flatMap(({ text, style }) => {
    const part = text.slice(Math.max(0, from - at), Math.max(0, to - at));
    at += text.length;
    return part === "" ? [] : [{ text: part, style }];
  });
}

/** @param {string} printed @returns {Piece[][]} */
function styledLines(printed) {
  const parts = printed.replaceAll("\r\n", "\n").split(new RegExp(`${String.fromCharCode(27)}\\[([\\d;]*)m`));
  /** @type {Piece[]} */
  let line = [];
  const lines = [line];
  let style = "";
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) style = styleAfter(style, part);
    else {
      for (const [number, text] of stripVTControlCharacters(part).split("\n").entries()) {
        if (number > 0) lines.push((line = []));
        if (text !== "") line.push({ text, style });
      }
    }
  }
  return lines;
}

/** @param {string} style @param {string} codes of one escape sequence */
function styleAfter(style, codes) {
  if (codes === "" || codes === "0") return "";
  if (codes === "1") return `${style} bold`.trim();
  const colour = /^38;5;(?<colour>\d+)$/.exec(codes)?.groups?.["colour"] ?? "";
  if (!colours.has(colour)) throw new Error(`The recording has no style for the escape sequence "${codes}". Add one to its style sheet.`);
  return style.includes("bold") ? `c${colour} bold` : `c${colour}`;
}

/** @param {Piece[]} line */
function textOf(line) {
  return line.map(({ text }) => text).join("");
}

/** @param {string} text */
function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** @param {number} value */
function rounded(value) {
  return Math.round(value * 10) / 10;
}
