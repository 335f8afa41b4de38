import { identityKey } from "../configurations/identity";
import type { Noun } from "../configurations/noun";

/** A value for each collection. The case of an identity does not matter. */
export class CollectionMap<T> {
  readonly #entries = new Map<string, T>();

  get(noun: Noun, identity: string): T | undefined {
    return this.#entries.get(keyOf(noun, identity));
  }

  has(noun: Noun, identity: string): boolean {
    return this.#entries.has(keyOf(noun, identity));
  }

  set(noun: Noun, identity: string, value: T): void {
    this.#entries.set(keyOf(noun, identity), value);
  }

  delete(noun: Noun, identity: string): boolean {
    return this.#entries.delete(keyOf(noun, identity));
  }

  values(): T[] {
    return [...this.#entries.values()];
  }

  copy(): CollectionMap<T> {
    const copy = new CollectionMap<T>();
    for (const [key, value] of this.#entries) copy.#entries.set(key, value);
    return copy;
  }
}

function keyOf(noun: Noun, identity: string): string {
  return `${noun.cs} ${identityKey(identity)}`;
}
