import type { Values } from "../configurations/noun";
import type { Finding } from "../finding";
import type { Records } from "../stack/declared";

/** What is known of a collection before it is judged. */
export interface Expectation {
  /** What the declared settings lie over. */
  base: Values;
  /** What of it could not be read. */
  unread?: Values;
  records: Records;
  /**
   * What settings that are no longer declared go back to; without secrets, for the state is not to
   * have them in the clear.
   */
  reset?: Values;
  /** Since when the state has it that was there already. */
  since?: number | undefined;
  /**
   * Of a new collection that starts from what it inherits: what that is, but for the declared
   * settings.
   */
  taken?: Values;
  /**
   * The settings that it has, or is to have, from an outer collection whose program gave them as
   * secrets.
   */
  secrets?: readonly string[];
  warnings: Finding[];
}
