import type * as pulumi from "@pulumi/pulumi";
import { identityKey } from "../configurations/identity";
import { sameValue, type Noun } from "../configurations/noun";
import type { Deployment } from "../deployment/deployment";
import { declaredIn, refuseOtherDeployment, type Properties } from "./state";
import { isUnknown } from "./unknown";

/**
 * Compares declared settings by value, and the options. What an earlier write left undone is a change, too: a refresh clears the engine's own mark of a create that failed; and so is what check knows
 * better of the time before an adoption. A change of identity replaces, and creates first: two identities do not collide, and dependants are undone
 * before what they depend on.
 */
export function diff(noun: Noun, deployment: Deployment, olds: Properties, news: Properties): pulumi.dynamic.DiffResult {
  refuseOtherDeployment(olds, deployment);
  const replaces = identityKey(String(olds.identity)) === identityKey(String(news.identity)) ? [] : ["identity"];
  const { undone = {} } = declaredIn(noun, olds).records;
  const isUndone = Object.keys(undone).length > 0;
  const changes =
    isUndone ||
    replaces.length > 0 ||
    changedSettings(noun, olds, news).length > 0 ||
    changedOptions(noun, olds, news) ||
    isPreviousMended(noun, olds, news);
  return { changes, replaces, deleteBeforeReplace: false };
}

/** The settings whose declared values differ, those included that are no longer declared. */
export function changedSettings(noun: Noun, olds: Properties, news: Properties): string[] {
  const before = declaredIn(noun, olds).values;
  const after = declaredIn(noun, news).values;
  return Object.keys(noun.settings).filter((property) => {
    if (isUnknown(after[property])) return true;
    return !sameValue(noun, property, before[property], after[property]);
  });
}

function isPreviousMended(noun: Noun, olds: Properties, news: Properties): boolean {
  const { previous: before = {} } = declaredIn(noun, olds).records;
  const { previous: after = {} } = declaredIn(noun, news).records;
  const isOther = (property: string): boolean =>
    !isUnknown(after[property]) && !sameValue(noun, property, before[property], after[property]);
  return Object.keys(after).some((property) => property in before && isOther(property));
}

function changedOptions(noun: Noun, olds: Properties, news: Properties): boolean {
  return JSON.stringify(declaredIn(noun, olds).options) !== JSON.stringify(declaredIn(noun, news).options);
}
