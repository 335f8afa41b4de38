import { isGlobal } from "../../configurations/identity";
import type { Code } from "../../codes";
import type { Remark } from "./discovered";

const leftOut: readonly Code[] = ["unread", "notAllowed", "lacking", "unpairedSurrogate"];

/** What decides whether a collection is declared with `adopt`. */
export interface AdoptionOf {
  /** The collection's identity; left out for a component, which belongs to a pool. */
  identity?: string;
  remarks: readonly Remark[];
}

/**
 * The `adopt` option in a program or an import file. The global collection is always adopted and
 * needs no option. A collection with values that cannot be declared needs `adopt`. It is not as the
 * stack would have created it, so it would be refused without `adopt`.
 */
export function adoptionOf({ identity = "", remarks }: AdoptionOf, owned: boolean): { adopt?: true } {
  if (isGlobal(identity)) return {};
  return owned && !remarks.some(({ code }) => leftOut.includes(code)) ? {} : { adopt: true };
}
