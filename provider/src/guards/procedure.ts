import type { Noun, Values } from "../configurations/noun";
import { proxyOfPassive, webServiceOfPassive } from "../configurations/procedure";
import { webValues } from "./rules/typedValues";

/** What the vendor's procedure sets in a noun's collections, except the metadata URI. */
function fixedOf(noun: Noun): Values {
  switch (noun.governs) {
    case "webTicket":
      return webServiceOfPassive;
    case "proxySignIn":
      return proxyOfPassive;
    case "nothing":
      return {};
  }
}

/**
 * Whether a collection's sign-in settings are as the procedure sets them. A value that could not be
 * read counts as different.
 */
export function isByProcedure(noun: Noun, values: Values): boolean {
  const hasUri = noun.governs !== "webTicket" || metadataUriIn(noun, values) !== undefined;
  return hasUri && Object.entries(fixedOf(noun)).every(([property, value]) => values[property] === value);
}

/** The settings that the procedure sets in a noun's collections. */
export function decidedByProcedure(noun: Noun): string[] {
  return [...Object.keys(fixedOf(noun)), "wsFedPassiveMetadataUri"];
}

/** The metadata URI among the values; undefined if there is none. */
export function metadataUriIn(noun: Noun, values: Values): string | undefined {
  const uri = noun.governs === "webTicket" ? webValues(values).wsFedPassiveMetadataUri : undefined;
  return uri === "" ? undefined : uri;
}
