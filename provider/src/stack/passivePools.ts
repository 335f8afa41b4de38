import { SharedAnswers } from "../deployment/sharedAnswers";

/** Which pools let users in by passive authentication alone, by the lower-cased name. */
export class PassivePools {
  #before = new SharedAnswers();
  readonly #seen = new Set<string>();

  /** Those before this run: read once, for all who ask. A read that fails is tried again. */
  beforeRun(read: () => Promise<ReadonlySet<string>>): Promise<ReadonlySet<string>> {
    return this.#before.get("before the run", read);
  }

  /**
   * Whether a pool will be: each that is, is looked at once, until the program declares something
   * more.
   */
  async seenOr(pool: string, look: () => Promise<boolean>): Promise<boolean> {
    if (this.#seen.has(pool)) return true;
    const isPassive = await look();
    if (isPassive) this.#seen.add(pool);
    return isPassive;
  }

  /** Forgets what was seen: the program declares something more. */
  forget(): void {
    this.#seen.clear();
  }

  /** For another outlook: what was before this run is the same there. */
  copy(): PassivePools {
    const copy = new PassivePools();
    copy.#before = this.#before;
    return copy;
  }
}
