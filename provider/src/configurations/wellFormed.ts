/**
 * Where a value holds a text with half of a surrogate pair, as a path such as `realm.custom`;
 * undefined if nowhere. UTF-8 has no form for it: on its way it is dropped or replaced, so that
 * another text would be set.
 */
export function unpairedIn(value: unknown, place: string): string | undefined {
  if (typeof value === "string") return /\p{Surrogate}/u.test(value) ? place : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, part] of Object.entries(value)) {
    const found = unpairedIn(part, Array.isArray(value) ? `${place}[${key}]` : `${place}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Why such a text is refused. */
export const unpairedReason =
  "it holds half of a surrogate pair (a character in D800 to DFFF), which is no text and would be lost on its way to the server";
