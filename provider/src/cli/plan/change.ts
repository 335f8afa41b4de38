import { poolOf } from "../../configurations/identity";
import type { Subject } from "./subjects";

export type Action = "create" | "adopt" | "take over" | "change" | "keep" | "remove" | "set back";

/** What becomes of one collection. */
export interface Change {
  action: Action;
  /** The resource's name in the program. */
  resource: string;
  /**
   * The pool that it belongs to; the identity of one of a wider scope; null where that is not known
   * yet.
   */
  pool: string | null;
  /** Null where it is not known yet, and the stack has no collection of the resource. */
  identity: string | null;
  /**
   * Whether the program's identity is known yet. If not, `up` changes the collection that the stack
   * has, replaces it by another, or leaves it as it is: the plan has no cmdlets of it. Of a new one
   * the cmdlets lack the identity.
   */
  isIdentityKnown: boolean;
  /** The cmdlets' noun, such as `CsProxyConfiguration`. */
  configuration: string;
  /** Whether it is one half of a replacement. */
  isReplacement: boolean;
  /** The sign-in methods that hold there, in words; undefined where that cannot be told. */
  before: string | undefined;
  after: string | undefined;
  warnings: string[];
  /**
   * What somebody has changed behind the stack's back of who can sign in how, and up would write
   * over.
   */
  drift: string[];
  /** The writes that `up` runs, in order, as an administrator would type them. */
  cmdlets: string[];
  /** Whether values are left out of them: secrets, and what nobody knows yet. */
  lacksValues: boolean;
  /** And those that undo them, in order. */
  undo: string[];
  /**
   * Where the pool newly becomes passive: how many hours a certificate that was issued earlier
   * works on.
   */
  becomesPassive?: { validityHours: unknown };
}

/** The resource of a change, and the place of its collection. */
export function placeOf({
  noun,
  resource,
  identity,
  isIdentityKnown,
}: Subject): Pick<Change, "resource" | "pool" | "identity" | "isIdentityKnown" | "configuration"> {
  const pool = poolOf(identity ?? "") ?? identity ?? null;
  return { resource, pool, identity: identity ?? null, isIdentityKnown, configuration: noun.cs };
}
