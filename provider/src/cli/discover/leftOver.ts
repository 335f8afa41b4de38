import type { Code } from "../../codes";
import type { DiscoveredCollection } from "./discovered";

const reasons: readonly Code[] = ["missingScope", "otherRole", "invalidIdentity"];

/**
 * Whether no program can declare a collection. This is so if the deployment has no such pool or
 * site, if the pool has another role, or if the identity has no valid form. Its remark says why.
 */
export function isLeftOver({ remarks }: Pick<DiscoveredCollection, "remarks">): boolean {
  return remarks.some(({ code }) => reasons.includes(code));
}
