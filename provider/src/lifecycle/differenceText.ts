import { sortedText } from "../configurations/sortedText";
import { bounded } from "../bounded";
import { firstFew } from "../listed";

// Shorter values are shown whole.
const shownWhole = 300;
// How many missing and how many extra elements of a longer list are named.
const named = 3;

/**
 * The difference between the wanted and the found value, in words of limited length.
 *
 * @param meaning what lists of the same meaning have in common, if that is not the list itself.
 */
export function differenceText(wanted: unknown, found: unknown, meaning: (list: unknown) => unknown = (list) => list): string {
  const [one, other] = [show(wanted), show(found)];
  const isShort = one.length <= shownWhole && other.length <= shownWhole;
  if (isShort || !Array.isArray(wanted)) return `wanted ${bounded(one, shownWhole)}, found ${bounded(other, shownWhole)}`;
  const elements = (list: unknown): unknown[] => (Array.isArray(list) ? (meaning(list) as unknown[]) : []);
  const parts = [
    ["missing", without(elements(wanted), elements(found))],
    ["too many", without(elements(found), elements(wanted))],
  ] as const;
  return parts.flatMap(([what, some]) => (some.length === 0 ? [] : `${some.length} ${what}: ${few(some)}`)).join("; ");
}

function without(elements: readonly unknown[], others: readonly unknown[]): unknown[] {
  const texts = new Set(others.map(sortedText));
  return elements.filter((element) => !texts.has(sortedText(element)));
}

function few(elements: readonly unknown[]): string {
  const shown = elements.map((element) => bounded(show(element), shownWhole));
  return firstFew(shown, named);
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
