import { count } from "../../words";

/** Pools as the subject of a result: the name of a single pool, or how many pools there are. */
export function poolsSubject(pools: readonly string[]): string {
  const [first = "No pool"] = pools;
  return pools.length < 2 ? first : count(pools.length, "pool");
}

/** The verb for one or for several things. */
export function isOrAre(things: readonly unknown[]): "is" | "are" {
  return things.length === 1 ? "is" : "are";
}
