import type { StepEventMetadata } from "@pulumi/pulumi/automation";
import { identityKey } from "../../configurations/identity";
import { isObject } from "../../isObject";
import { nounOf } from "../../resources/typeOf";
import { identityIn } from "../../stack/bag";
import type { Plan } from "../plan/plan";

/**
 * Whether a step of an update may run a cmdlet that writes: none of other resources does, and none
 * that the plan has without a cmdlet, as of options alone. The plan has none, either, where it did
 * not know the identity.
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
