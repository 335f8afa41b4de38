import { identityKey } from "../configurations/identity";
import { unreadBut, type Found, type Noun, type Values } from "../configurations/noun";
import { omit } from "../configurations/values";
import type { Collection } from "../deployment/deployment";
import { CollectionMap } from "./collectionMap";

/** A collection as it will be once the program is carried out. */
export interface Expected extends Collection {
  /**
   * Settings whose declared value is not known yet. All settings, if a collection whose identity is
   * not known yet may turn out to be this one.
   */
  unknown: readonly string[];
  /** Settings whose values are secret there. A collection that copies one has a secret, too. */
  secrets: readonly string[];
}

/** A collection as it will be, with the unknown values separated from the others. */
export function expectedOf(collection: Collection, { unknown, secrets }: Pick<Expected, "unknown" | "secrets">): Expected {
  return { ...collection, values: omit(collection.values, unknown), unknown: [...new Set(unknown)], secrets };
}

/**
 * What remains of a collection that is removed from the program: the collection as it is now
 * (`found`), and the values that it returns to (`back`). If one of them is undefined, nothing
 * remains.
 */
export interface Leftover {
  found: Found | undefined;
  back: Values | undefined;
  /**
   * Returns those settings of the remaining collection whose values are not known, or were not
   * sent.
   */
  unknownIn: (values: Values) => readonly string[];
  secrets: readonly string[];
}

/** What collections will be, as far as that is known. */
export class Outlook {
  #expected = new CollectionMap<Expected>();
  #leaving = new CollectionMap<true>();
  #passivePools = new Set<string>();
  #told: string | undefined;
  /** Whether everything that leaves the stack is known. */
  readonly isWhole: boolean;

  /** @param from what is known already. */
  constructor({ from, isWhole = false }: { from?: Outlook; isWhole?: boolean } = {}) {
    this.isWhole = isWhole;
    if (from === undefined) return;
    this.#expected = from.#expected.copy();
    this.#leaving = from.#leaving.copy();
    this.#passivePools = new Set(from.#passivePools);
  }

  /** Records what a collection will be, by the program or by a restore. */
  recordExpected(noun: Noun, expected: Expected): void {
    this.#expected.set(noun, expected.identity, expected);
  }

  /** A collection as it will be; undefined if no change of it is known. */
  expected(noun: Noun, identity: string): Expected | undefined {
    return this.#expected.get(noun, identity);
  }

  /** Records that a collection will be removed. */
  recordLeaving(noun: Noun, identity: string): void {
    this.#leaving.set(noun, identity, true);
  }

  /**
   * Records what remains of a collection that is removed from the program: nothing, or the values
   * that it returns to.
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
   * Records which pools the program makes passive, as names in lower case, separated by spaces.
   * They include pools whose collections this process has not checked yet.
   */
  recordPassive(pools: string): void {
    // Each resource of a big program sends the same list again.
    if (pools === this.#told) return;
    for (const pool of pools.split(" ")) this.#passivePools.add(pool);
    if (pools.includes(" ")) this.#told = pools;
  }

  /** Whether the program makes a pool passive. */
  willBePassive(pool: string): boolean {
    return this.#passivePools.has(identityKey(pool));
  }
}
