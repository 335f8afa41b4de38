import type { Values } from "../configurations/noun";
import type { Finding } from "../finding";
import type { Records } from "../stack/declared";

/** What is known about a collection before the guards judge it. */
export interface Expectation {
  /**
   * The values that the declared settings replace: what the server has, or what New will start
   * from.
   */
  base: Values;
  /** The collection's values that could not be read. */
  unread?: Values;
  records: Records;
  /**
   * The values that settings return to once they are no longer declared. Secrets are left out,
   * because the state must not have them in plain text.
   */
  reset?: Values;
  /** When this stack took the collection over, if it existed before. */
  since?: number | undefined;
  /**
   * For a new collection that starts from inherited values: the inherited values, without the
   * declared settings.
   */
  taken?: Values;
  /**
   * The settings that the collection has, or will have, from an outer collection whose program gave
   * them as secrets.
   */
  secrets?: readonly string[];
  warnings: Finding[];
}
