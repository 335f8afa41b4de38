import type * as pulumi from "@pulumi/pulumi";
import { identityKey } from "../configurations/identity";
import { sameValue, type Noun, type Values } from "../configurations/noun";
import { omit } from "../configurations/values";
import { secretsOf, type Declared, type Inputs, type State } from "../stack/declared";
import type { Scope } from "../stack/memory";
import { isUnknown } from "../stack/unknown";
import { refuseOtherDeployment } from "./otherDeployment";

/**
 * Compares the options, and the declared settings by value. Two more things count as a change. The
 * first is values that an earlier write left undone, because a refresh clears the engine's own mark
 * of a failed create. The second is earlier values that check corrected from another half.
 *
 * A new identity replaces the resource. The new resource is created before the old one is deleted,
 * because two identities do not collide. In this order, dependants are undone before their
 * dependencies. An identity that is not known yet may turn out to be the same, so it is a change
 * but replaces nothing.
 */
export async function diff(scope: Scope, before: State, after: Inputs): Promise<pulumi.dynamic.DiffResult> {
  const { noun } = scope;
  await refuseOtherDeployment(scope, before);
  const isKnown = !isUnknown(after.identity);
  const replaces = !isKnown || isSameIdentity(before, after) ? [] : ["identity"];
  const changes =
    Object.keys(leftUndone(before, after)).length > 0 ||
    !isKnown ||
    replaces.length > 0 ||
    changedSettings(noun, before, after).length > 0 ||
    areOptionsChanged(before, after) ||
    isNewlySecret(before, after) ||
    isRenamed(before, after) ||
    before.projectFolder !== after.projectFolder ||
    isPreviousMended(scope, before);
  return { changes, replaces, deleteBeforeReplace: false };
}

/** Whether two identities name the same collection. */
export function isSameIdentity(one: Declared, other: Declared): boolean {
  return identityKey(one.identity) === identityKey(other.identity);
}

/** The settings whose declared values differ, including those that are no longer declared. */
export function changedSettings(noun: Noun, { values: before }: Declared, { values: after }: Declared): string[] {
  return Object.keys(noun.settings).filter((property) => {
    if (isUnknown(after[property]) || (property in before && !(property in after))) return true;
    return !sameValue(noun, property, [before[property], after[property]]);
  });
}

/**
 * The inherited values that an earlier write should have copied, but did not set. Declared settings
 * are left out. Empty unless the collection starts from inherited values.
 */
export function leftUndone({ records: { undone = {} } }: Declared, { values, options }: Declared): Values {
  if (options.startFrom !== "inherited") return {};
  return omit(undone, Object.keys(values));
}

/** Whether a setting becomes a secret. The engine encrypts it only when a verb returns it again. */
function isNewlySecret(before: Declared, after: Declared): boolean {
  return secretsOf(after.records).some((property) => !secretsOf(before.records).includes(property));
}

/** Whether check renames the deployment. A verb then has to return the new name. */
function isRenamed({ deployment: before }: State, { deployment: after }: Inputs): boolean {
  return before !== undefined && after !== undefined && before !== after;
}

/**
 * Whether this process knows an older state of the collection. If so, the older state's values from
 * before the adoption count.
 */
function isPreviousMended({ noun, memory }: Scope, before: Declared): boolean {
  return memory.owned.since(noun, before) !== before.records.since;
}

function areOptionsChanged({ options: before }: Declared, { options: after }: Declared): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}
