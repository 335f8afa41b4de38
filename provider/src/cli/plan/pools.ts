import { identityKey } from "../../configurations/identity";
import type { Change } from "./change";

/** The changes of a pool, and their cmdlets in order. */
export interface PoolPlan {
  /** The pool's name; null for all changes whose pools are not known yet. */
  pool: string | null;
  changes: Change[];
  cmdlets: string[];
  undo: string[];
}

/** The pools that change, in the order of `up`. */
export function poolsOf({ changes }: { readonly changes: readonly Change[] }): PoolPlan[] {
  const byKey = new Map<string, Change[]>();
  for (const change of changes) {
    const key = identityKey(change.pool ?? "");
    byKey.set(key, [...(byKey.get(key) ?? []), change]);
  }
  return [...byKey.values()].map((own) => ({
    pool: own[0]?.pool ?? null,
    changes: own,
    cmdlets: own.flatMap(({ cmdlets }) => cmdlets),
    undo: [...own].reverse().flatMap(({ undo }) => undo),
  }));
}
