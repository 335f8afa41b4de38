/** What a guard has to say of a collection as it will be. */
export interface Finding {
  severity: "refused" | "warned";
  /** The setting at fault; empty where it is the collection. */
  property: string;
  /** The reason, what would happen to whom, and what to write instead. */
  message: string;
  /** The pools that it is about, where there may be several. */
  pools?: readonly string[];
  /** Whether another pool stops being passive in this run: then it is told there, unless this collection changes, too. */
  isOfTurned?: boolean;
}

export function refused(property: string, message: string, pools?: readonly string[]): Finding {
  return { severity: "refused", property, message, ...(pools === undefined ? {} : { pools }) };
}

export function warned(property: string, message: string): Finding {
  return { severity: "warned", property, message };
}

/** Pools in words, no more than three by name. */
export function inWords(pools: readonly string[]): string {
  const named = pools.slice(0, 3).join(", ");
  return pools.length > 3 ? `${named} and ${String(pools.length - 3)} more` : named;
}
