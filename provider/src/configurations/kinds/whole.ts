import type { WholeName } from "../csValue";
import type { Facts, Setting } from "../setting";
import { parsed } from "./parsed";

/**
 * A whole number, such as `200`. If it is too large to be exact as a JavaScript number, its digits
 * as text, such as `"9007199254740993"`.
 */
export type Whole = number | string;

/** The ranges of .NET's types. */
export const wholeLimits: Record<WholeName, { min: bigint; max: bigint }> = {
  UInt32: { min: 0n, max: 2n ** 32n - 1n },
  UInt64: { min: 0n, max: 2n ** 64n - 1n },
  Int64: { min: -(2n ** 63n), max: 2n ** 63n - 1n },
};

/** A whole number of one of .NET's types, within the vendor's range if there is one. */
export function whole(name: WholeName, range: { min?: number; max?: number }, facts: Facts<Whole>): Setting<Whole> {
  const min = range.min === undefined ? wholeLimits[name].min : BigInt(range.min);
  const max = range.max === undefined ? wholeLimits[name].max : BigInt(range.max);
  const read = (value: unknown): Whole | undefined => {
    const number = readWhole(value);
    return number !== undefined && number >= min && number <= max ? canonicalWhole(number) : undefined;
  };
  return {
    ...facts,
    csType: { name, ...range },
    allowed: `a whole number from ${min} to ${max}`,
    schema: () => parsed(read),
    // The server may have a value outside the documented range. It is returned unchanged.
    fromAnswer: (answer) => {
      const number = readWhole(answer);
      return number === undefined ? undefined : canonicalWhole(number);
    },
    equal: Object.is,
  };
}

/** Reads a number or its text; undefined for anything that is not a whole number. */
export function readWhole(value: unknown): bigint | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : undefined;
  return typeof value === "string" && /^\s*[+-]?\d+\s*$/.test(value) ? BigInt(value.trim().replace(/^\+/, "")) : undefined;
}

/** A number if JavaScript has it exactly, otherwise its text. */
export function canonicalWhole(number: bigint): Whole {
  const near = Number(number);
  return Number.isSafeInteger(near) ? near : `${number}`;
}
