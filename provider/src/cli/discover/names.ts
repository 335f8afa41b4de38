import { poolOf } from "../../configurations/identity";

/** A resource name for an identity: the name of its pool or site, or `Global`. */
export function baseName(identity: string): string {
  const name = poolOf(identity) ?? identity.replace(/^site:/i, "");
  // Two colons separate the parts of a URN, and the engine's output shows a name on one line.
  const plain = name
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/:{2,}/g, ":")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim();
  return plain === "" ? "unnamed" : plain;
}

/** Gives names that are unique within a type. The first resource gets the plain name. */
export class Names {
  readonly #taken = new Set<string>();

  /** Returns a name that no resource of the type has yet. */
  take(type: string, identity: string): string {
    const base = baseName(identity);
    for (let number = 1; ; number++) {
      const name = number === 1 ? base : `${base}-${String(number)}`;
      // Names that differ only in case would confuse a reader.
      const key = `${type} ${name.toLowerCase()}`;
      if (this.#taken.has(key)) continue;
      this.#taken.add(key);
      return name;
    }
  }
}
