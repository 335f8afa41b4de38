import { expect } from "vitest";
import type { Code } from "../../provider/src/codes";

/** A text that ends with a code, and has these parts, in their order: who is told, how severe it is, and the names in it. */
export function saying(code: Code, ...parts: readonly string[]): unknown {
  const between = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*");
  return expect.stringMatching(new RegExp(`${between}.* \\[${code}\\]$`, "s"));
}
