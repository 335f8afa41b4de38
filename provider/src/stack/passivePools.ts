/** Which pools let users in by passive authentication alone, by the lower-cased name. */
export class PassivePools {
  /** Those before this run, once somebody asks. */
  before: Promise<ReadonlySet<string>> | undefined;
  /** Those that were seen to be, or declared so: so that a look at all pools looks at each once. */
  readonly known = new Set<string>();

  /** Forgets what was seen: the program declares something more. */
  forget(): void {
    this.known.clear();
  }

  /** For another outlook: what was before this run is the same there. */
  copy(): PassivePools {
    const copy = new PassivePools();
    copy.before = this.before;
    return copy;
  }
}
