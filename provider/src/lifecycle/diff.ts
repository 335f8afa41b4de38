import type * as pulumi from "@pulumi/pulumi";
import { identityKey } from "../configurations/identity";
import { sameValue, type Noun, type Values } from "../configurations/noun";
import type { Scope } from "../stack/memory";
import { refuseOtherDeployment } from "./otherDeployment";
import { declaredIn, type Properties, secretsOf } from "../stack/bag";
import { isUnknown } from "../stack/unknown";

/**
 * Compares declared settings by value, and the options. What an earlier write left undone is a change, too: a refresh clears the engine's own mark of a create that failed; and so is what check knows
 * better of the time before an adoption. A change of identity replaces, and creates first: two identities do not collide, and dependants are undone
 * before what they depend on. An identity that is not known yet may turn out to be the same: it is a change, and replaces nothing.
 */
export async function diff(scope: Scope, olds: Properties, news: Properties): Promise<pulumi.dynamic.DiffResult> {
  const { noun } = scope;
  await refuseOtherDeployment(scope, olds);
  const isKnown = !isUnknown(news.identity);
  const replaces = !isKnown || identityKey(String(olds.identity)) === identityKey(String(news.identity)) ? [] : ["identity"];
  const isUndone = Object.keys(leftUndone(noun, olds, news)).length > 0;
  const changes =
    isUndone ||
    !isKnown ||
    replaces.length > 0 ||
    changedSettings(noun, olds, news).length > 0 ||
    changedOptions(noun, olds, news) ||
    isNewlySecret(olds, news) ||
    isRenamed(olds, news) ||
    isPreviousMended(scope, olds);
  return { changes, replaces, deleteBeforeReplace: false };
}

/** The settings whose declared values differ, those included that are no longer declared. */
export function changedSettings(noun: Noun, olds: Properties, news: Properties): string[] {
  const before = declaredIn(noun, olds).values;
  const after = declaredIn(noun, news).values;
  return Object.keys(noun.settings).filter((property) => {
    if (isUnknown(after[property]) || (property in before && !(property in after))) return true;
    return !sameValue(noun, property, [before[property], after[property]]);
  });
}

/** What an earlier write was to carry beyond the declared settings, and did not: as long as it is not declared, and the collection is to start from what is inherited. */
export function leftUndone(noun: Noun, olds: Properties, news: Properties): Values {
  const { values, options } = declaredIn(noun, news);
  if (options.startFrom !== "inherited") return {};
  const { undone = {} } = declaredIn(noun, olds).records;
  return Object.fromEntries(Object.entries(undone).filter(([property]) => !(property in values)));
}

/** Whether a setting is a secret from now on: the engine encrypts it once a verb answers it anew. */
function isNewlySecret(olds: Properties, news: Properties): boolean {
  return secretsOf(news).some((property) => !secretsOf(olds).includes(property));
}

/** Whether check gives the deployment another name: a verb has to answer it. */
function isRenamed({ deployment: before }: Properties, { deployment: after }: Properties): boolean {
  return typeof before === "string" && typeof after === "string" && before !== after;
}

/** Whether this process knows another state of the collection, which is elder: what was there before is as that one has it. */
function isPreviousMended({ noun, memory }: Scope, olds: Properties): boolean {
  const before = declaredIn(noun, olds);
  return memory.owned.since(noun, before) !== before.records.since;
}

function changedOptions(noun: Noun, olds: Properties, news: Properties): boolean {
  return JSON.stringify(declaredIn(noun, olds).options) !== JSON.stringify(declaredIn(noun, news).options);
}
