import { LyncError } from "../../errors";
import { firstFew } from "../../listed";
import { sentence } from "../../sentence";

/**
 * The places that could not be judged, because a cmdlet failed. The report still shows the
 * collections that apply there.
 */
export class Unjudged {
  readonly #places = new Map<string, Set<string>>();

  /**
   * Returns the findings at a place. If finding them fails, it remembers the reason and returns
   * none.
   */
  async orNone<T>(place: string, find: () => Promise<T[]>): Promise<T[]> {
    try {
      return await find();
    } catch (error) {
      if (!(error instanceof LyncError)) throw error;
      this.#places.set(error.message, new Set(this.#places.get(error.message)).add(place));
      return [];
    }
  }

  /** A note for each reason. */
  notes(): string[] {
    return [...this.#places].map(([why, places]) =>
      sentence(`It could not be judged whether anything undermines passive authentication at ${firstFew([...places], 10)}. ${why}`),
    );
  }
}
