/**
 * Keeps a benchmark within its time: a step that would not end in time is not begun. How slow the
 * machine is just now, the steps before it tell.
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
   * Why a step that takes so long on an idle machine cannot be begun any more; undefined where it
   * can, and is about to be.
   * @param {number} seconds
   */
  refuse(seconds) {
    const elapsed = this.#now() - this.#start;
    const slowness = this.#expected === 0 ? 1 : Math.max(1, elapsed / this.#expected);
    const needed = Math.round(seconds * slowness);
    const left = Math.max(0, Math.round(this.#limitSeconds - elapsed));
    if (needed > left) return `left out: it needs some ${needed} s, and ${left} s of ${this.#limitSeconds} are left`;
    this.#expected += seconds;
    return undefined;
  }
}
