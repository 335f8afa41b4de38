import { LyncError } from "../../errors";
import { firstFew } from "../../listed";
import { sentence } from "../sentence";

/**
 * The places that could not be judged, because a question to the deployment failed. What holds
 * there is told all the same.
 */
export class Unjudged {
  readonly #places = new Map<string, Set<string>>();

  /** What is found at a place; nothing where a question for it fails, which is remembered. */
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
    return [...this.#places].map(([why, places]) => sentence(`Not judged at ${firstFew([...places], 10)}: ${why}`));
  }
}
