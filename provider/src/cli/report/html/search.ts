import { visible } from "../../words";
import type { Place, Report } from "../report";
import { isUndermined } from "../summary";

/** What the filter by pool looks into: the name as it is shown, and the site, in lower case. */
export function searchTextOf({ name, site }: Place): string {
  return visible(site === null ? name : `${name} ${site}`).toLowerCase();
}

/** What the filter by finding compares: each code once, and what can be chosen besides. */
export function marksOf(place: Place): string[] {
  const codes = [...new Set(place.findings.map(({ code }) => code))];
  return [...(codes.length > 0 ? [marks.findings] : []), ...(isUndermined(place) ? [marks.undermined] : []), ...codes];
}

/** What can be chosen besides a code, as the filter compares it. No code has a hyphen. */
export const marks = { findings: "with-findings", undermined: "is-undermined" } as const;

/**
 * What a place is called where passive authentication is meant to hold: without a stack, it is
 * where it is on.
 */
export function passiveWords({ stacks }: Report): string {
  return stacks.length === 0 ? "passive meant" : "passive declared";
}

/** A number as the page shows it. */
export function inWords(number: number): string {
  return number.toLocaleString("en");
}
