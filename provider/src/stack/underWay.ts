import type { Noun, Values } from "../configurations/noun";
import type { LyncError } from "../errors";
import type { Records } from "./declared";
import { CollectionMap } from "./collectionMap";

/**
 * What check recorded: the values from before the adoption, and when this stack took the collection
 * over (`since`). Undefined if the state does not have it.
 */
export type Recorded = Pick<Records, "previous" | "since">;

/**
 * The values that a new collection copies from its outer collections, as far as the process had
 * seen the program when it checked the collection.
 */
export interface Taken {
  identity: string;
  /**
   * The values that the nearest outer collection was to hold. Settings that the new collection
   * declares are left out.
   */
  values: Values;
  /** Outer collections that wait for this one. It does not copy their new values. */
  notWaitedFor: readonly string[];
}

/** What this process has done in this run, and is doing. */
export class UnderWay {
  #refusal: LyncError | undefined;
  readonly #checked = new CollectionMap<Recorded>();
  readonly #taken = new CollectionMap<{ noun: Noun; taken: Taken }>();
  readonly #made = new CollectionMap<true>();
  readonly #undone = new CollectionMap<Promise<void>>();

  /** Why every verb is refused; undefined if none is. */
  get refusal(): LyncError | undefined {
    return this.#refusal;
  }

  /** Records why every verb is refused from now on. */
  recordRefusal(refusal: LyncError): void {
    this.#refusal = refusal;
  }

  /** Records what check found about a collection that the program declares. */
  recordChecked(noun: Noun, identity: string, recorded: Recorded): void {
    this.#checked.set(noun, identity, recorded);
  }

  /** What check found about a collection; empty if it was not checked. */
  checked(noun: Noun, identity: string): Recorded {
    return this.#checked.get(noun, identity) ?? {};
  }

  /** Records what a new collection copies from its outer collections. */
  recordTaken(noun: Noun, taken: Taken): void {
    this.#taken.set(noun, taken.identity, { noun, taken });
  }

  /** What the new collections of a noun have copied. */
  takenBy(noun: Noun): Taken[] {
    return this.#taken
      .values()
      .filter((one) => one.noun === noun)
      .map(({ taken }) => taken);
  }

  /** Records that this process creates a collection with New. */
  recordMade(noun: Noun, identity: string): void {
    this.#made.set(noun, identity, true);
  }

  /**
   * Whether this process created the collection with New. Then nothing was there before, so no
   * earlier state has a better record.
   */
  isMade(noun: Noun, identity: string): boolean {
    return this.#made.has(noun, identity);
  }

  /** Undoes a collection once. All callers wait for the same work. */
  undoOnce(noun: Noun, identity: string, work: () => Promise<void>): { work: Promise<void>; isJoined: boolean } {
    const joined = this.#undone.get(noun, identity);
    const undone = joined ?? work();
    this.#undone.set(noun, identity, undone);
    return { work: undone, isJoined: joined !== undefined };
  }
}
