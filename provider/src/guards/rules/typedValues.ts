import type { Values } from "../../configurations/noun";
import type { WebServiceValues } from "../../configurations/webService";

// Where values of any noun become those of one. Ask first what the noun governs: that tells which
// table they are of. They have that table's types, because each has gone through its setting's
// schema, or through what reads a Get's answer. Only a choice may hold a name that is newer than
// the table.

/** Values of a noun that governs web tickets. */
export function webValues(values: Values): WebServiceValues {
  return values;
}

/** The names of settings of a noun that governs web tickets. */
export function webSettings(properties: readonly string[]): readonly (keyof WebServiceValues)[] {
  return properties as readonly (keyof WebServiceValues)[];
}
