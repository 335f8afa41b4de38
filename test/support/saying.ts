import { expect } from "vitest";
import type { Code } from "../../provider/src/codes";

/**
 * Matches a text that ends with a code and contains these parts in order: who it is for, how severe
 * it is, and the names in it.
 */
export function saying(code: Code, ...parts: readonly string[]): unknown {
  return expect.stringMatching(new RegExp(endingWith(code, parts), "s"));
}

/** Matches such a line in a command's output. */
export function lineSaying(code: Code, ...parts: readonly string[]): RegExp {
  return new RegExp(endingWith(code, parts), "m");
}

function endingWith(code: Code, parts: readonly string[]): string {
  const between = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*");
  return `${between}.* \\[${code}\\]$`;
}
