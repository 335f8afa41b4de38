import type { Code } from "../../codes";
import type { DiscoveredCollection } from "./discovered";

const reasons: readonly Code[] = ["missingScope", "otherRole", "invalidIdentity"];

/**
 * Whether a collection cannot be declared because the deployment has no such pool or site, because
 * the pool has another role, or because its identity has no valid form. Its remark says why.
 */
export function isLeftOver({ remarks }: Pick<DiscoveredCollection, "remarks">): boolean {
  return remarks.some(({ code }) => reasons.includes(code));
}
