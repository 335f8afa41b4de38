import type { StepEventMetadata } from "@pulumi/pulumi/automation";
import { identityKey } from "../../configurations/identity";
import { isObject } from "../../isObject";
import { nounOf } from "../../resources/typeOf";
import { identityIn } from "../../stack/bag";
import type { Plan } from "../plan/plan";

/**
 * Whether a step of an update may run a cmdlet that writes. A step of another resource type never
 * does. Neither does a step for which the plan has no cmdlet, such as a change of options only. If
 * the plan did not know the identity, the step may write although the plan has no cmdlet.
 */
export function mayWrite(
  { op, type, old, new: after }: Pick<StepEventMetadata, "op" | "type" | "old" | "new">,
  { changes }: Plan,
): boolean {
  const noun = nounOf(type);
  if (noun === undefined || !changing.has(op)) return false;
  const identity = identityOf(after) ?? identityOf(old) ?? "";
  const planned = changes.filter(
    (change) => change.configuration === noun.cs && change.identity !== null && identityKey(change.identity) === identityKey(identity),
  );
  return planned.length === 0 || planned.some(({ cmdlets, isIdentityKnown }) => cmdlets.length > 0 || !isIdentityKnown);
}

const changing = new Set<string>(["create", "update", "delete", "create-replacement", "delete-replaced"]);

function identityOf(state: unknown): string | undefined {
  const { inputs } = isObject(state) ? state : {};
  return isObject(inputs) ? identityIn(inputs) : undefined;
}
