import { visible } from "../../words";
import type { Place, Report } from "../report";
import { isUndermined } from "../summary";

/**
 * The text that the filter by pool searches: the name as it is shown, and the site, in lower case.
 */
export function searchTextOf({ name, site }: Place): string {
  return visible(site === null ? name : `${name} ${site}`).toLowerCase();
}

/** The marks that the filter by finding compares: each code once, and the other choices. */
export function marksOf(place: Place): string[] {
  const codes = [...new Set(place.findings.map(({ code }) => code))];
  return [...(codes.length > 0 ? [marks.findings] : []), ...(isUndermined(place) ? [marks.undermined] : []), ...codes];
}

/** The choices that are not a code, as the filter compares them. No code has a hyphen. */
export const marks = { findings: "with-findings", undermined: "is-undermined" } as const;

/**
 * The label of a place where passive authentication is meant to be on. Without a stack, that is a
 * place where it is on.
 */
export function passiveWords({ stacks }: Report): string {
  return stacks.length === 0 ? "meant to be passive" : "declared as passive";
}

/** A number as the page shows it. */
export function inWords(number: number): string {
  return number.toLocaleString("en");
}
