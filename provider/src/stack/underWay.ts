import type { Noun, Values } from "../configurations/noun";
import type { LyncError } from "../errors";
import type { Records } from "./declared";
import { CollectionMap } from "./collectionMap";

/**
 * What check wrote down of what was there before, and since when the state has it from which it was
 * taken over; undefined where it has no such state, or none that tells.
 */
export type Recorded = Pick<Records, "previous" | "since">;

/**
 * What a new collection takes from the outer ones, as far as the process had heard of the program
 * when it was checked.
 */
export interface Taken {
  identity: string;
  /**
   * What the nearest outer collection was to hold, of the settings that the new one does not
   * declare.
   */
  values: Values;
  /** Outer collections that wait for it: what they become, it does not take. */
  notWaitedFor: readonly string[];
}

/** What this process has done in this run, and is doing. */
export class UnderWay {
  #refusal: LyncError | undefined;
  readonly #checked = new CollectionMap<Recorded>();
  readonly #taken = new CollectionMap<{ noun: Noun; taken: Taken }>();
  readonly #made = new CollectionMap<true>();
  readonly #undone = new CollectionMap<Promise<void>>();

  /** Why every verb is refused; undefined where none is. */
  get refusal(): LyncError | undefined {
    return this.#refusal;
  }

  /** Takes why every verb is refused from now on. */
  recordRefusal(refusal: LyncError): void {
    this.#refusal = refusal;
  }

  /** Takes what check wrote down of a collection that the program declares. */
  recordChecked(noun: Noun, identity: string, recorded: Recorded): void {
    this.#checked.set(noun, identity, recorded);
  }

  /** The same; empty where it was not checked. */
  checked(noun: Noun, identity: string): Recorded {
    return this.#checked.get(noun, identity) ?? {};
  }

  /** Takes what a new collection takes from the outer ones. */
  recordTaken(noun: Noun, taken: Taken): void {
    this.#taken.set(noun, taken.identity, { noun, taken });
  }

  /** What new collections of a noun have taken. */
  takenBy(noun: Noun): Taken[] {
    return this.#taken
      .values()
      .filter((one) => one.noun === noun)
      .map(({ taken }) => taken);
  }

  /** Takes that this process makes a collection by New. */
  recordMade(noun: Noun, identity: string): void {
    this.#made.set(noun, identity, true);
  }

  /** Whether it has: nothing was there before, and no earlier state knows better. */
  isMade(noun: Noun, identity: string): boolean {
    return this.#made.has(noun, identity);
  }

  /** Undoes a collection once, for all who ask: they wait for the same work. */
  undoOnce(noun: Noun, identity: string, work: () => Promise<void>): { work: Promise<void>; isJoined: boolean } {
    const joined = this.#undone.get(noun, identity);
    const undone = joined ?? work();
    this.#undone.set(noun, identity, undone);
    return { work: undone, isJoined: joined !== undefined };
  }
}
