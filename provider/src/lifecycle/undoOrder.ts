import type { Noun } from "../configurations/noun";
import type { OwnedCollection } from "../stack/owned";

// A pool's proxy is undone before its Web Services. Without passive authentication there, no client
// could get the certificate that the proxy requires.

/** The rank of a noun. A pool's collections with a lower rank are undone earlier. */
export function undoRank(noun: Noun): number {
  return mayBeUndoneByOther(noun) ? 0 : 1;
}

/** A pool's collections that are undone before its collection of a noun. */
export function undoneBefore(noun: Noun, ofPool: readonly OwnedCollection[]): OwnedCollection[] {
  return noun.governs === "webTicket" ? ofPool.filter((one) => mayBeUndoneByOther(one.noun)) : [];
}

/** Whether the deletion of another collection of the pool may undo the collections of a noun. */
export function mayBeUndoneByOther({ governs }: Noun): boolean {
  return governs === "proxySignIn";
}
