/**
 * Keeps a benchmark within its time: a step that would not end in time is not begun. The earlier
 * steps show how slow the machine currently is.
 */
export class Budget {
  #limitSeconds;
  #now;
  #start;
  #expected = 0;

  /** @param {number} limitSeconds @param {() => number} [now] in seconds */
  constructor(limitSeconds, now = () => performance.now() / 1000) {
    this.#limitSeconds = limitSeconds;
    this.#now = now;
    this.#start = now();
  }

  /**
   * The reason why there is no time for a step. Returns undefined if there is time, and then counts
   * the step as begun.
   * @param {number} seconds the time that the step takes on an idle machine
   */
  refuse(seconds) {
    const elapsed = this.#now() - this.#start;
    const slowness = this.#expected === 0 ? 1 : Math.max(1, elapsed / this.#expected);
    const needed = Math.round(seconds * slowness);
    const left = Math.max(0, Math.round(this.#limitSeconds - elapsed));
    if (needed > left) return `left out: it needs about ${needed} s, but only ${left} s of ${this.#limitSeconds} are left`;
    this.#expected += seconds;
    return undefined;
  }
}
