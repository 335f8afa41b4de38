/**
 * Finds a text with half of a surrogate pair in a value. Returns its place as a path, such as
 * `realm.custom`; undefined if there is none. UTF-8 cannot encode such a half, so it is dropped or
 * replaced on its way to the server, and another text would be set.
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

/** Why a text with half of a surrogate pair is refused, as full sentences. */
export const unpairedReason =
  "It contains half of a surrogate pair (a character in D800 to DFFF), which is not valid text and would be lost on its way to the server. Remove that character.";
