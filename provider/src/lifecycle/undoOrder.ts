import type { Noun } from "../configurations/noun";
import type { OwnedCollection } from "../stack/owned";

// A pool's proxy is undone before its Web Services: without passive authentication there, nobody
// could get the certificate that the proxy asks for.

/** The lower, the earlier a collection of a pool is undone. */
export function undoRank(noun: Noun): number {
  return mayBeUndoneByOther(noun) ? 0 : 1;
}

/** Those of a pool's collections that are undone before one of a noun. */
export function undoneBefore(noun: Noun, ofPool: readonly OwnedCollection[]): OwnedCollection[] {
  return noun.governs === "webTicket" ? ofPool.filter((one) => mayBeUndoneByOther(one.noun)) : [];
}

/** Whether the deletion of another collection of the pool may undo those of a noun. */
export function mayBeUndoneByOther({ governs }: Noun): boolean {
  return governs === "proxySignIn";
}
