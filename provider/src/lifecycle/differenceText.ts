import { bounded } from "./bounded";

// Shorter values are shown whole.
const shownWhole = 300;
// Of a longer list so many elements are named, of what is missing and of what is too much.
const named = 3;

/** How what was found differs from what was wanted, in words of bounded length. */
export function differenceText(wanted: unknown, found: unknown): string {
  const [one, other] = [show(wanted), show(found)];
  const isShort = one.length <= shownWhole && other.length <= shownWhole;
  if (isShort || !Array.isArray(wanted)) return `wanted ${bounded(one, shownWhole)}, found ${bounded(other, shownWhole)}`;
  const there = Array.isArray(found) ? found : [];
  const parts = [
    ["missing", without(wanted, there)],
    ["too much", without(there, wanted)],
  ] as const;
  return parts.flatMap(([what, elements]) => (elements.length === 0 ? [] : `${elements.length} ${what}: ${few(elements)}`)).join("; ");
}

function without(elements: readonly unknown[], others: readonly unknown[]): unknown[] {
  const texts = new Set(others.map(textOf));
  return elements.filter((element) => !texts.has(textOf(element)));
}

function few(elements: readonly unknown[]): string {
  const shown = elements.slice(0, named).map((element) => bounded(show(element), shownWhole));
  return elements.length > named ? `${shown.join(", ")} and ${elements.length - named} more` : shown.join(", ");
}

// The same for the same element: the engine hands objects on with their keys sorted.
function textOf(element: unknown): string {
  if (typeof element !== "object" || element === null) return show(element);
  return JSON.stringify(Object.entries(element).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
