import { LyncError } from "../../errors";
import { firstFew } from "../../listed";
import { sentence } from "../sentence";
import type { Found } from "./findings";

/** The places that could not be judged, because a question to the deployment failed. What holds there is told all the same. */
export class Unjudged {
  readonly #places = new Map<string, string[]>();

  /** What is found at a place; nothing where a question for it fails, which is remembered. */
  async orNone(place: string, find: () => Promise<Found[]>): Promise<Found[]> {
    try {
      return await find();
    } catch (error) {
      if (!(error instanceof LyncError)) throw error;
      this.#places.set(error.message, [...(this.#places.get(error.message) ?? []), place]);
      return [];
    }
  }

  /** A note for each reason. */
  notes(): string[] {
    return [...this.#places].map(([why, places]) => sentence(`Not judged at ${firstFew(places, 10)}: ${why}`));
  }
}
