import { parseIdentity } from "../configurations/identity";
import type { Noun, Values } from "../configurations/noun";
import { omit } from "../configurations/values";
import { defined } from "../defined";
import { findingText } from "../finding";
import { judgeDeletion } from "../guards/judgeLeaving";
import type { Declared, Records, State } from "../stack/declared";
import type { Scope, View } from "../stack/memory";
import type { OwnedCollection } from "../stack/owned";
import { spare } from "./oldHalf";
import { refuseOtherDeployment } from "./otherDeployment";
import { putBack, withoutUnread } from "./putBack";
import { say, sayWarning } from "./say";
import { remakeText, undoText } from "./undo";
import { mayBeUndoneByOther, undoneBefore } from "./undoOrder";
import { settable, undoing } from "./writes";

/**
 * Removes a collection that this stack created, and restores the earlier values of an adopted one.
 * A collection that no longer exists is no error.
 *
 * A pool's proxy is undone before its Web Services. On destroy, the engine ensures this order
 * because of dependsOn. But it deletes the old halves of two replaced resources at the same time or
 * in any order. Therefore the deletion of Web Services also undoes the proxy that the state has,
 * and the proxy's own deletion waits for that work.
 */
export async function remove(scope: Scope, half: State): Promise<void> {
  const { noun, memory } = scope;
  await refuseOtherDeployment(scope, half);
  const identity = parseIdentity(half.identity, noun);
  const stillDeclared = memory.declarations.valuesOf(noun, half.identity);
  // The state may have another half of the resource, with a better record of what was there before.
  if (stillDeclared === undefined) memory.owned.record(noun, half);
  const declared = stillDeclared === undefined ? (memory.owned.get(noun, half.identity) ?? half) : half;
  if (identity.scope !== "service") return undo(scope, declared);
  if (stillDeclared === undefined) {
    for (const earlier of undoneBefore(noun, memory.owned.ofPool(identity.pool))) await undoWith(scope, earlier);
  }
  if (!mayBeUndoneByOther(noun)) return undo(scope, declared);
  const undone = memory.underWay.undoOnce(noun, declared.identity, () => undo(scope, declared));
  await undone.work;
  // Another half was undone first and may have known fewer earlier values. Restoring values that
  // are already there runs no cmdlet.
  if (undone.isJoined && declared.records.previous !== undefined) await undo(scope, declared);
}

/** Undoes a collection of the same pool, if it is removed from the program, too. */
async function undoWith(view: View, { noun, declared }: OwnedCollection): Promise<void> {
  const { declarations, underWay } = view.memory;
  // A collection that the program declares stays, and so does one that is retained.
  if (declarations.valuesOf(noun, declared.identity) !== undefined || declared.options.retainOnDelete === true) return;
  await underWay.undoOnce(noun, declared.identity, () => undo({ ...view, noun }, declared)).work;
}

async function undo(scope: Scope, declared: Declared): Promise<void> {
  const { noun, deployment, memory } = scope;
  const { identity, records } = declared;
  const stillDeclared = memory.declarations.valuesOf(noun, identity);
  if (stillDeclared !== undefined) return spare(scope, declared, stillDeclared);
  if (memory.declarations.isRead(noun, identity)) {
    leaveToOthers(noun, identity, records);
    return;
  }
  const previous = knownPrevious(noun, identity, records.previous);
  const write = undoing(
    noun,
    { identity, records: { ...records, ...defined({ previous }) } },
    previous === undefined ? undefined : await deployment.find(noun, identity),
  );
  if (write.verb === "Set") {
    const { values, untold } = await settable(scope, write.values);
    const message = `${untold.join(", ")} had no value before the adoption. No cmdlet can restore that, so the current value stays.`;
    if (untold.length > 0) sayWarning(identity, findingText({ code: "notSetBack", message }));
    return putBack(scope, identity, { values, secrets: records.secretSettings });
  }
  const found = await deployment.find(noun, identity);
  if (!memory.endings.isTold(noun, identity)) {
    for (const finding of await judgeDeletion(scope, identity)) sayWarning(identity, findingText(finding));
  }
  // A verb cannot see whether `up --target` only treats a resource as removed, or whether the
  // resource is to be destroyed.
  if (found !== undefined) {
    const lacking = withoutUnread(Object.keys(found.unread ?? {}));
    say(identity, `Removing the collection. To undo this: ${await remakeText(scope, found, records)}${lacking}`);
  }
  await deployment.remove(noun, identity);
}

/** The program now reads it with `get`, so something else manages it. */
function leaveToOthers(noun: Noun, identity: string, records: Records): void {
  const undoes = records.previous === undefined ? "" : ` To undo the adoption: ${undoText(noun, identity, records)}`;
  sayWarning(
    identity,
    findingText({ code: "leftAsItIs", message: `The collection stays unchanged, because the program now reads it with get.${undoes}` }),
  );
}

/**
 * The values from before the adoption of the settings that this version knows. A later version may
 * have written the state.
 */
function knownPrevious(noun: Noun, identity: string, previous: Values | undefined): Values | undefined {
  if (previous === undefined) return undefined;
  const unknown = Object.keys(previous).filter((property) => !(property in noun.settings));
  const message = `The state has earlier values of ${unknown.join(", ")}, but this version of pulumi-lync does not know these settings. The values are not restored.`;
  if (unknown.length > 0) sayWarning(identity, findingText({ code: "notSetBack", message }));
  return omit(previous, unknown);
}
