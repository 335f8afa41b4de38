import type { Facts, Setting } from "../setting";
import { parsed } from "./parsed";

/** One of a few names. Case does not matter; the canonical form is the vendor's spelling. */
export function choice<const V extends string>(values: readonly V[], facts: Facts<V>): Setting<V, V> {
  return {
    ...facts,
    csType: { name: "Enum", values },
    allowed: oneOf(values),
    schema: () => parsed((text) => findName(values, text)),
    // A name that is newer than this table is returned unchanged.
    fromAnswer: (answer) => findName(values, answer) ?? (typeof answer === "string" ? (answer as V) : undefined),
    equal: Object.is,
  };
}

/** The allowed names, in words. */
export function oneOf(values: readonly string[]): string {
  return `one of ${values.map((value) => `"${value}"`).join(", ")}`;
}

/** The vendor's spelling of a name in any case; undefined if it is none of the names. */
export function findName<V extends string>(values: readonly V[], text: unknown): V | undefined {
  return typeof text === "string" ? values.find((value) => value.toLowerCase() === text.toLowerCase()) : undefined;
}
