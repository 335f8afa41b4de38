import type { Values } from "../../configurations/noun";
import type { WebServiceValues } from "../../configurations/webService";

// These functions turn values of any noun into values of one noun. First check what the noun
// governs, because that decides which table the values belong to. The values have that table's
// types, because each has gone through its setting's schema, or through the code that reads what a
// Get returns. Only a choice may hold a name that is newer than the table.

/** The values of a noun that governs web tickets. */
export function webValues(values: Values): WebServiceValues {
  return values;
}

/** The names of settings of a noun that governs web tickets. */
export function webSettings(properties: readonly string[]): readonly (keyof WebServiceValues)[] {
  return properties as readonly (keyof WebServiceValues)[];
}
