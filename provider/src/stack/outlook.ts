import { identityKey } from "../configurations/identity";
import { unreadBut, type Found, type Noun, type Values } from "../configurations/noun";
import { omit } from "../configurations/values";
import type { Collection } from "../deployment/deployment";
import { CollectionMap } from "./collectionMap";

/** A collection as it will be once the program is carried out. */
export interface Expected extends Collection {
  /**
   * Settings whose declared value is not known yet; all, where a collection whose identity is not
   * known yet may turn out to be this one.
   */
  unknown: readonly string[];
  /** Settings whose values are secret there: whoever takes one over has a secret, too. */
  secrets: readonly string[];
}

/** A collection as it will be, with those of its values apart that nobody knows yet. */
export function expectedOf(collection: Collection, { unknown, secrets }: Pick<Expected, "unknown" | "secrets">): Expected {
  return { ...collection, values: omit(collection.values, unknown), unknown: [...new Set(unknown)], secrets };
}

/**
 * What leaves the program: what is there now, and the values that it goes back to; undefined where
 * that is nothing.
 */
export interface Leftover {
  found: Found | undefined;
  back: Values | undefined;
  /** Which of the values then are not known, or not told. */
  unknownIn: (values: Values) => readonly string[];
  secrets: readonly string[];
}

/** What becomes of collections, as far as that is known. */
export class Outlook {
  #expected = new CollectionMap<Expected>();
  #leaving = new CollectionMap<true>();
  #passivePools = new Set<string>();
  #told: string | undefined;
  /** Whether all that leaves the program is known. */
  readonly isWhole: boolean;

  /** @param from what is known already. */
  constructor({ from, isWhole = false }: { from?: Outlook; isWhole?: boolean } = {}) {
    this.isWhole = isWhole;
    if (from === undefined) return;
    this.#expected = from.#expected.copy();
    this.#leaving = from.#leaving.copy();
    this.#passivePools = new Set(from.#passivePools);
  }

  /** Takes what the program makes of a collection, or what it goes back to. */
  recordExpected(noun: Noun, expected: Expected): void {
    this.#expected.set(noun, expected.identity, expected);
  }

  /** A collection as it will be; undefined where nothing is known to become of it. */
  expected(noun: Noun, identity: string): Expected | undefined {
    return this.#expected.get(noun, identity);
  }

  /** Takes that a collection is about to be removed. */
  recordLeaving(noun: Noun, identity: string): void {
    this.#leaving.set(noun, identity, true);
  }

  /**
   * Takes what is left of a collection that leaves the program: nothing, or what it goes back to.
   */
  recordLeft(noun: Noun, identity: string, { found, back, unknownIn, secrets }: Leftover): void {
    if (found === undefined || back === undefined) {
      this.recordLeaving(noun, identity);
      return;
    }
    const values = { ...found.values, ...back };
    const collection = { identity, values, ...unreadBut(found, Object.keys(back)) };
    this.recordExpected(noun, expectedOf(collection, { unknown: unknownIn(values), secrets }));
  }

  isLeaving(noun: Noun, identity: string): boolean {
    return this.#leaving.has(noun, identity);
  }

  /**
   * Takes which pools the program makes passive, by lower-cased names with blanks between them: of
   * collections that this process has not checked yet, too.
   */
  recordPassive(pools: string): void {
    // A big program's list goes along with each of its resources, and is the same each time.
    if (pools === this.#told) return;
    for (const pool of pools.split(" ")) this.#passivePools.add(pool);
    if (pools.includes(" ")) this.#told = pools;
  }

  /** Whether the program makes a pool passive. */
  willBePassive(pool: string): boolean {
    return this.#passivePools.has(identityKey(pool));
  }
}
