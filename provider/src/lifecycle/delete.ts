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
 * Puts back what was there: nothing was there, so the collection is removed; something was, so it
 * is set. One that is already gone is no error.
 *
 * A pool's proxy is undone before its Web Services. On destroy the engine sees to it, by dependsOn;
 * the old halves of two replaced resources it deletes side by side, or one after the other in no
 * order. So the deletion of Web Services undoes the proxy that the state has, and the proxy's own
 * deletion joins that.
 */
export async function remove(scope: Scope, half: State): Promise<void> {
  const { noun, memory } = scope;
  await refuseOtherDeployment(scope, half);
  const identity = parseIdentity(half.identity, noun);
  const stillDeclared = memory.declarations.valuesOf(noun, half.identity);
  // Another half of it may know better what was there before.
  if (stillDeclared === undefined) memory.owned.record(noun, half);
  const declared = stillDeclared === undefined ? (memory.owned.get(noun, half.identity) ?? half) : half;
  if (identity.scope !== "service") return undo(scope, declared);
  if (stillDeclared === undefined) {
    for (const earlier of undoneBefore(noun, memory.owned.ofPool(identity.pool))) await undoWith(scope, earlier);
  }
  if (!mayBeUndoneByOther(noun)) return undo(scope, declared);
  const undone = memory.underWay.undoOnce(noun, declared.identity, () => undo(scope, declared));
  await undone.work;
  // Where another half was undone before, that may have known less. To set back what is so already
  // takes no cmdlet.
  if (undone.isJoined && declared.records.previous !== undefined) await undo(scope, declared);
}

/** Undoes a collection of the same pool, where that leaves, too. */
async function undoWith(view: View, { noun, declared }: OwnedCollection): Promise<void> {
  const { declarations, underWay } = view.memory;
  // One that the program declares stays, and so does one that is to be retained.
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
    const message = `${untold.join(", ")} had no value before, which no cmdlet can set: left as it is`;
    if (untold.length > 0) sayWarning(identity, findingText({ code: "notSetBack", message }));
    return putBack(scope, identity, { values, secrets: records.secretSettings });
  }
  const found = await deployment.find(noun, identity);
  if (!memory.endings.isTold(noun, identity)) {
    for (const finding of await judgeDeletion(scope, identity)) sayWarning(identity, findingText(finding));
  }
  // No verb can tell a resource that `up --target` takes for gone from one that is to be destroyed.
  if (found !== undefined) {
    const lacking = withoutUnread(Object.keys(found.unread ?? {}));
    say(identity, `removing it; what undoes that: ${await remakeText(scope, found, records)}${lacking}`);
  }
  await deployment.remove(noun, identity);
}

/** The program reads it by `get` now: something else manages it. */
function leaveToOthers(noun: Noun, identity: string, records: Records): void {
  const undoes = records.previous === undefined ? "" : ` What undoes the adoption: ${undoText(noun, identity, records)}`;
  sayWarning(identity, findingText({ code: "leftAsItIs", message: `left as it is, because the program reads it by get now.${undoes}` }));
}

/**
 * What was there before, of the settings that this version knows: a later one may have written the
 * state.
 */
function knownPrevious(noun: Noun, identity: string, previous: Values | undefined): Values | undefined {
  if (previous === undefined) return undefined;
  const unknown = Object.keys(previous).filter((property) => !(property in noun.settings));
  const message = `the state has earlier values of ${unknown.join(", ")}, which this version of pulumi-lync does not know: they are not set back`;
  if (unknown.length > 0) sayWarning(identity, findingText({ code: "notSetBack", message }));
  return omit(previous, unknown);
}
