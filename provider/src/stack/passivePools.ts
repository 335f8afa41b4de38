/** Which pools let users in by passive authentication alone, by the lower-cased name. */
export class PassivePools {
  #before: Promise<ReadonlySet<string>> | undefined;
  /** Those that were seen to be, or declared so: so that a look at all pools looks at each once. */
  readonly known = new Set<string>();

  /** Those before this run: read once, for all who ask. A read that fails is tried again. */
  beforeRun(read: () => Promise<ReadonlySet<string>>): Promise<ReadonlySet<string>> {
    if (this.#before !== undefined) return this.#before;
    const before = read();
    this.#before = before;
    before.catch(() => (this.#before = undefined));
    return before;
  }

  /** Forgets what was seen: the program declares something more. */
  forget(): void {
    this.known.clear();
  }

  /** For another outlook: what was before this run is the same there. */
  copy(): PassivePools {
    const copy = new PassivePools();
    copy.#before = this.#before;
    return copy;
  }
}
