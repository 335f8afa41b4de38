import { isMethod, isUnread, methodsIn, type Found, type Noun } from "../../configurations/noun";
import { isHidden } from "./hidden";

/** A collection's sign-in methods in words; undefined if a setting that decides them is unknown. */
export function methodsOf(noun: Noun, found: Found | undefined): string | undefined {
  if (found === undefined) return undefined;
  const { values } = found;
  const deciding = Object.keys(noun.settings).filter((property) => isMethod(noun, property));
  const isKnown = deciding.every(
    (property) => isUnread(found, property) || (values[property] !== undefined && !isHidden(values[property])),
  );
  return isKnown ? methodsIn(noun, found) : undefined;
}
