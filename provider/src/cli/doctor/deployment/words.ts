import { count } from "../../words";

/** Pools as the subject of a result: the one by its name, or how many. */
export function poolsSubject(pools: readonly string[]): string {
  const [first = "No pool"] = pools;
  return pools.length < 2 ? first : count(pools.length, "pool");
}

/** Which verb fits so many things. */
export function isOrAre(things: readonly unknown[]): "is" | "are" {
  return things.length === 1 ? "is" : "are";
}
