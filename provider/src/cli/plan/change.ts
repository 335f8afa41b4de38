import { poolOf } from "../../configurations/identity";
import type { Subject } from "./subjects";

/** What `up` does with a collection. Scripts read these words in the JSON document. */
export type Action = "create" | "adopt" | "take over" | "change" | "keep" | "remove" | "set back";

/** What `up` does with one collection. */
export interface Change {
  action: Action;
  /** The resource's name in the program. */
  resource: string;
  /**
   * The collection's pool. A collection of a wider scope has its identity here. Null if neither is
   * known yet.
   */
  pool: string | null;
  /**
   * The collection's identity; null if it is not known yet and the stack has no collection for the
   * resource.
   */
  identity: string | null;
  /**
   * Whether the program's identity is known yet. If not, `up` may change the stack's collection,
   * replace it with another, or leave it unchanged, so the plan has no cmdlets for it. The cmdlets
   * of a new collection lack the identity.
   */
  isIdentityKnown: boolean;
  /** The cmdlets' noun, such as `CsProxyConfiguration`. */
  configuration: string;
  /** Whether this is the new or the old collection of a replacement. */
  isReplacement: boolean;
  /** The sign-in methods in effect before and after, in words; undefined if unknown. */
  before: string | undefined;
  after: string | undefined;
  warnings: string[];
  /** The changes to sign-in methods that were made outside the stack, and that up overwrites. */
  drift: string[];
  /** The writes that `up` runs, in order, as an administrator would type them. */
  cmdlets: string[];
  /** Whether the cmdlets lack values: secrets, and values that are not known yet. */
  lacksValues: boolean;
  /** The cmdlets that undo them, in order. */
  undo: string[];
  /**
   * Present if the pool newly becomes passive: how many hours an earlier certificate continues to
   * work.
   */
  becomesPassive?: { validityHours: unknown };
}

/** The resource of a change, and its collection's identity and pool. */
export function placeOf({
  noun,
  resource,
  identity,
  isIdentityKnown,
}: Subject): Pick<Change, "resource" | "pool" | "identity" | "isIdentityKnown" | "configuration"> {
  const pool = poolOf(identity ?? "") ?? identity ?? null;
  return { resource, pool, identity: identity ?? null, isIdentityKnown, configuration: noun.cs };
}
