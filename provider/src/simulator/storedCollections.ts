import { identityKey } from "../configurations/identity";
import { parametersOf, type Noun } from "../configurations/noun";
import { inOrder, placed, without } from "./placed";

/** The settings of one collection that are not at their default, by parameter name. */
export type Stored = Record<string, unknown>;

/** The collections of one noun during a change. Identities ignore case. */
export class Collections {
  readonly #noun: Noun;
  #section: Record<string, Stored>;

  constructor(noun: Noun, section: Record<string, Stored>) {
    this.#noun = noun;
    this.#section = section;
  }

  get section(): Record<string, Stored> {
    return this.#section;
  }

  /** The stored settings of a collection, or undefined if it is not stored. */
  find(identity: string): Stored | undefined {
    return this.#section[findKey(this.#section, identity) ?? identity];
  }

  /**
   * Changes settings of a collection, which is added if it is not stored yet. Returns the settings
   * that are then stored. `undefined` removes a setting, because it is at its default.
   */
  put(identity: string, changes: Stored): Stored {
    const order = [...parametersOf(this.#noun).values()];
    const isLater = (one: string, other: string): boolean => order.indexOf(one) > order.indexOf(other);
    let settings = this.find(identity) ?? {};
    for (const [name, value] of Object.entries(changes)) {
      settings = value === undefined ? without(settings, name) : placed<unknown>(settings, [name, value], isLater);
    }
    const key = findKey(this.#section, identity) ?? identity;
    this.#section = placed(this.#section, [key, settings], inOrder);
    return settings;
  }

  remove(identity: string): void {
    this.#section = without(this.#section, findKey(this.#section, identity) ?? identity);
  }
}

/** The stored spelling of an identity. */
export function findKey(section: Record<string, Stored>, identity: string): string | undefined {
  if (Object.hasOwn(section, identity)) return identity;
  const wanted = identityKey(identity);
  return Object.keys(section).find((key) => identityKey(key) === wanted);
}
