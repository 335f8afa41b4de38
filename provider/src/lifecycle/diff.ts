import type * as pulumi from "@pulumi/pulumi";
import { identityKey } from "../configurations/identity";
import { sameValue, type Noun, type Values } from "../configurations/noun";
import { omit } from "../configurations/values";
import { secretsOf, type Declared, type Inputs, type State } from "../stack/declared";
import type { Scope } from "../stack/memory";
import { isUnknown } from "../stack/unknown";
import { refuseOtherDeployment } from "./otherDeployment";

/**
 * Compares declared settings by value, and the options. What an earlier write left undone is a
 * change, too: a refresh clears the engine's own mark of a create that failed; and so is what check
 * knows better of the time before an adoption. A change of identity replaces, and creates first:
 * two identities do not collide, and dependants are undone before what they depend on. An identity
 * that is not known yet may turn out to be the same: it is a change, and replaces nothing.
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

/** Whether two name the same collection. */
export function isSameIdentity(one: Declared, other: Declared): boolean {
  return identityKey(one.identity) === identityKey(other.identity);
}

/** The settings whose declared values differ, those included that are no longer declared. */
export function changedSettings(noun: Noun, { values: before }: Declared, { values: after }: Declared): string[] {
  return Object.keys(noun.settings).filter((property) => {
    if (isUnknown(after[property]) || (property in before && !(property in after))) return true;
    return !sameValue(noun, property, [before[property], after[property]]);
  });
}

/**
 * What an earlier write was to carry beyond the declared settings, and did not: as long as it is
 * not declared, and the collection is to start from what is inherited.
 */
export function leftUndone({ records: { undone = {} } }: Declared, { values, options }: Declared): Values {
  if (options.startFrom !== "inherited") return {};
  return omit(undone, Object.keys(values));
}

/**
 * Whether a setting is a secret from now on: the engine encrypts it once a verb answers it anew.
 */
function isNewlySecret(before: Declared, after: Declared): boolean {
  return secretsOf(after.records).some((property) => !secretsOf(before.records).includes(property));
}

/** Whether check gives the deployment another name: a verb has to answer it. */
function isRenamed({ deployment: before }: State, { deployment: after }: Inputs): boolean {
  return before !== undefined && after !== undefined && before !== after;
}

/**
 * Whether this process knows another state of the collection, which is elder: what was there before
 * is as that one has it.
 */
function isPreviousMended({ noun, memory }: Scope, before: Declared): boolean {
  return memory.owned.since(noun, before) !== before.records.since;
}

function areOptionsChanged({ options: before }: Declared, { options: after }: Declared): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}
