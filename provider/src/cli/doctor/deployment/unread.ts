import type { Result } from "../result";
import type { Tell } from "./tell";
import { sentence } from "../../sentence";
import { poolsSubject } from "./words";

/** What could not be read of what a pool depends on, in words. */
export interface PoolUnread {
  pool: string;
  unread: readonly string[];
}

/** Results for what could not be read, once for all pools that depend on it. */
export function unreadResults(all: readonly PoolUnread[], tell: Tell): Result[] {
  const byText = new Map<string, string[]>();
  for (const { pool, unread } of all) for (const text of unread) byText.set(text, [...(byText.get(text) ?? []), pool]);
  return [...byText].map(([text, pools]) => tell("unknown", poolsSubject(pools), { code: "unread", found: sentence(text) }));
}
