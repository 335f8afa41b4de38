import { expect } from "vitest";
import type { Code } from "../../provider/src/codes";

/**
 * A text that ends with a code, and has these parts, in their order: who is told, how severe it is,
 * and the names in it.
 */
export function saying(code: Code, ...parts: readonly string[]): unknown {
  return expect.stringMatching(new RegExp(endingWith(code, parts), "s"));
}

/** The same of a line of what a command printed. */
export function lineSaying(code: Code, ...parts: readonly string[]): RegExp {
  return new RegExp(endingWith(code, parts), "m");
}

function endingWith(code: Code, parts: readonly string[]): string {
  const between = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*");
  return `${between}.* \\[${code}\\]$`;
}
