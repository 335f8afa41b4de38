import type { Result } from "../result";
import type { Tell } from "./tell";
import { sentence } from "../../../sentence";
import { poolsSubject } from "./words";

/** A pool, and what could not be read of the collections that it depends on, in words. */
export interface PoolUnread {
  pool: string;
  unread: readonly string[];
}

/**
 * The results for what could not be read. Each text makes one result for all pools that it
 * concerns.
 */
export function unreadResults(all: readonly PoolUnread[], tell: Tell): Result[] {
  const byText = new Map<string, string[]>();
  for (const { pool, unread } of all) for (const text of unread) byText.set(text, [...(byText.get(text) ?? []), pool]);
  return [...byText].map(([text, pools]) => tell("unknown", poolsSubject(pools), { code: "unread", found: sentence(text) }));
}
