import { isGlobal } from "../../configurations/identity";
import type { Code } from "../../codes";
import type { Remark } from "./discovered";

const leftOut: readonly Code[] = ["unread", "notAllowed", "lacking", "unpairedSurrogate"];

/** What decides whether a collection is declared with `adopt`. */
export interface AdoptionOf {
  /** Left out for a component, which is of a pool. */
  identity?: string;
  remarks: readonly Remark[];
}

/**
 * How a program, and an import, declare the adoption. The global collection is always adopted. A
 * collection that holds more than can be declared is not as the stack would have made it: without
 * adopt, it would be refused.
 */
export function adoptionOf({ identity = "", remarks }: AdoptionOf, owned: boolean): { adopt?: true } {
  if (isGlobal(identity)) return {};
  return owned && !remarks.some(({ code }) => leftOut.includes(code)) ? {} : { adopt: true };
}
