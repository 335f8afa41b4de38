/** What a guard has to say of a collection as it will be. */
export interface Finding {
  severity: "refused" | "warned";
  /** The setting at fault; empty where it is the collection. */
  property: string;
  /** The reason, what would happen to whom, and what to write instead. */
  message: string;
  /** The pools that it is about, where there may be several. */
  pools?: readonly string[];
  /** Of a collection that several pools inherit: the pool that it is said of. */
  ofPool?: string;
  /** What it lists, one by one: with more of them it says more. The message, where left out. */
  about?: readonly string[];
  /** Whether another collection is told it, too, where a run brings it about by changing that one. */
  isToldThere?: boolean;
}

export function refused(property: string, message: string, pools?: readonly string[]): Finding {
  return { severity: "refused", property, message, ...(pools === undefined ? {} : { pools }) };
}

export function warned(property: string, message: string): Finding {
  return { severity: "warned", property, message };
}

/** Those of the findings that say more than others do, which are known. */
export function addedTo(known: readonly Finding[], findings: readonly Finding[]): Finding[] {
  const itemsOf = ({ message, about = [message], property, ofPool = "" }: Finding): string[] =>
    about.map((item) => JSON.stringify([property, ofPool, item]));
  const all = new Set(known.flatMap(itemsOf));
  return findings.filter((finding) => itemsOf(finding).some((item) => !all.has(item)));
}

/** Pools in words, no more than three by name. */
export function inWords(pools: readonly string[]): string {
  const named = pools.slice(0, 3).join(", ");
  return pools.length > 3 ? `${named} and ${String(pools.length - 3)} more` : named;
}
