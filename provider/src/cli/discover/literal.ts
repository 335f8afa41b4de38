import { isObject } from "../../isObject";

const width = 100;

/**
 * A value as a TypeScript literal, on one line if it fits.
 * @param indent the indentation of the line that it is in.
 */
export function literal(value: unknown, indent = ""): string {
  const short = onOneLine(value);
  if (indent.length + short.length <= width || !(Array.isArray(value) || isObject(value))) return short;
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((part: unknown) => literal(part, inner))
    : Object.entries(value).map(([name, part]) => `${name}: ${literal(part, inner)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return [open, ...parts.map((part) => `${inner}${part},`), `${indent}${String(close)}`].join("\n");
}

/** An object literal with each property on its own line. */
export function block(properties: object): string {
  const lines = Object.entries(properties).map(([name, value]) => `  ${name}: ${literal(value, "  ")},`);
  return ["{", ...lines, "}"].join("\n");
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(", ")}]`;
  if (!isObject(value)) return scalar(value);
  const parts = Object.entries(value).map(([name, part]) => `${name}: ${onOneLine(part)}`);
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

// JSON does not escape all line ends, and characters that change the direction of writing could
// make a text look like a different one.
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

function scalar(value: unknown): string {
  return JSON.stringify(value).replace(unsafe, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
