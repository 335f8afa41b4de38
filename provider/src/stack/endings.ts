import type { Noun } from "../configurations/noun";
import { CollectionMap } from "./collectionMap";

/** The work that is left for the end of the program. `P` is what has to be judged then. */
export class Endings<P extends { noun: Noun }> {
  readonly #pending = new CollectionMap<P>();
  readonly #told = new CollectionMap<true>();
  /** The programs that this process has joined, by their ports. */
  readonly #joined = new Map<number, Promise<void>>();

  /** Joins a program once. All callers share the connection. */
  joinOnce(port: number, join: () => Promise<void>): Promise<void> {
    const joined = this.#joined.get(port) ?? join();
    this.#joined.set(port, joined);
    return joined;
  }

  /** Records what has to be judged for a collection. */
  recordPending(identity: string, pending: P): void {
    this.#pending.set(pending.noun, identity, pending);
  }

  /** Everything that was recorded to be judged. */
  get pending(): readonly P[] {
    return this.#pending.values();
  }

  /** Records that the user was warned about the removal of a collection from the program. */
  recordTold(noun: Noun, identity: string): void {
    this.#told.set(noun, identity, true);
  }

  isTold(noun: Noun, identity: string): boolean {
    return this.#told.has(noun, identity);
  }
}
