import { SharedAnswers } from "../deployment/sharedAnswers";

/** Which pools let users sign in only with passive authentication, by their names in lower case. */
export class PassivePools {
  #before = new SharedAnswers();
  readonly #seen = new Set<string>();

  /**
   * The passive pools before this run: read once for all callers. A read that fails is tried again.
   */
  beforeRun(read: () => Promise<ReadonlySet<string>>): Promise<ReadonlySet<string>> {
    return this.#before.get("before the run", read);
  }

  /**
   * Whether a pool will be passive. A pool that will be is judged only once, until the program
   * declares another collection.
   */
  async seenOr(pool: string, look: () => Promise<boolean>): Promise<boolean> {
    if (this.#seen.has(pool)) return true;
    const isPassive = await look();
    if (isPassive) this.#seen.add(pool);
    return isPassive;
  }

  /** Forgets the judged pools, because the program declares another collection. */
  forget(): void {
    this.#seen.clear();
  }

  /** A copy for another outlook. The passive pools before this run are the same there. */
  copy(): PassivePools {
    const copy = new PassivePools();
    copy.#before = this.#before;
    return copy;
  }
}
