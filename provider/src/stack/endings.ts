import type { Noun } from "../configurations/noun";
import { CollectionMap } from "./collectionMap";

/** What is left for the end of the program; `P` is what is to be judged then of a collection. */
export class Endings<P extends { noun: Noun }> {
  readonly #pending = new CollectionMap<P>();
  readonly #told = new CollectionMap<true>();
  /** The programs that this process has joined, by their ports. */
  readonly #joined = new Map<number, Promise<void>>();

  /** Joins a program once, for all who ask. */
  joinOnce(port: number, join: () => Promise<void>): Promise<void> {
    const joined = this.#joined.get(port) ?? join();
    this.#joined.set(port, joined);
    return joined;
  }

  /** Takes what is to be judged of a collection. */
  recordPending(identity: string, pending: P): void {
    this.#pending.set(pending.noun, identity, pending);
  }

  /** All of that. */
  get pending(): readonly P[] {
    return this.#pending.values();
  }

  /** Takes that it has been told what it means that a collection leaves the program. */
  recordTold(noun: Noun, identity: string): void {
    this.#told.set(noun, identity, true);
  }

  isTold(noun: Noun, identity: string): boolean {
    return this.#told.has(noun, identity);
  }
}
