import { identityKey, parseIdentity } from "../configurations/identity";
import { differingInLetters, isUnread, sameValue, type Noun, type Values } from "../configurations/noun";
import { LyncError } from "../errors";
import type { Scope, View } from "../stack/memory";
import { judgeDeletion } from "../guards/judgeLeaving";
import { refuseOtherDeployment } from "./otherDeployment";
import { resetValues } from "./resets";
import { say } from "./say";
import { declaredIn, type Declared, type Properties, type Records } from "../stack/bag";
import type { OwnedCollection } from "../stack/owned";
import { remakeText, undoText } from "./undo";
import { mayBeUndoneByOther, undoneBefore } from "./undoOrder";
import { differences } from "./verification";
import { settable, undoing } from "./writes";

/**
 * Puts back what was there: nothing was there, so the collection is removed; something was, so it is set. One that is already gone is no error.
 *
 * A pool's proxy is undone before its Web Services. On destroy the engine sees to it, by dependsOn; the old halves of two replaced resources it deletes side by side, or one after the other in no order. So the
 * deletion of Web Services undoes the proxy that the state has, and the proxy's own deletion joins that.
 */
export async function remove(scope: Scope, props: Properties): Promise<void> {
  const { noun, memory } = scope;
  await refuseOtherDeployment(scope, props);
  const half = declaredIn(noun, props);
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
  // Where another half was undone before, that may have known less. To set back what is so already takes no cmdlet.
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
    { identity, records: { ...records, ...(previous === undefined ? {} : { previous }) } },
    previous === undefined ? undefined : await deployment.find(noun, identity),
  );
  if (write.verb === "Set") {
    const { values, untold } = await settable(scope, write.values);
    if (untold.length > 0) say(identity, `warning: ${untold.join(", ")} had no value before, which no cmdlet can set: left as it is`);
    return putBack(scope, identity, values, records.secretSettings);
  }
  const found = await deployment.find(noun, identity);
  if (!memory.endings.isTold(noun, identity)) {
    for (const { message } of await judgeDeletion(scope, identity)) say(identity, `warning: ${message}`);
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
  say(identity, `warning: left as it is, because the program reads it by get now.${undoes}`);
}

/** What was there before, of the settings that this version knows: a later one may have written the state. */
function knownPrevious(noun: Noun, identity: string, previous: Values | undefined): Values | undefined {
  if (previous === undefined) return undefined;
  const unknown = Object.keys(previous).filter((property) => !(property in noun.settings));
  if (unknown.length > 0)
    say(
      identity,
      `warning: the state has earlier values of ${unknown.join(", ")}, which this version of pulumi-lync does not know: they are not set back`,
    );
  return Object.fromEntries(Object.entries(previous).filter(([property]) => property in noun.settings));
}

/**
 * What a program still declares is never removed: the engine replaced a resource by another one of the same identity. What that one does not declare goes back, where
 * create did not know of it. What the collection was before it was adopted must not be lost with this old half: where the new one does not have it, this fails, and the engine
 * keeps the old half. Where somebody had removed the collection, and create made it anew, nothing was there before, and nothing goes back.
 */
async function spare(scope: Scope, half: Declared, stillDeclared: Values): Promise<void> {
  const { noun, memory } = scope;
  const { identity } = half;
  if (!memory.underWay.isMade(noun, identity)) await setDroppedBack(scope, half, stillDeclared);
  say(
    identity,
    'warning: left as it is, for the program still declares it. Give a resource that was renamed an alias (the option "aliases").',
  );
}

/** Sets back what an old half has, and the program does not declare any more. @throws LyncError where the old half knows what nobody else does. */
async function setDroppedBack(scope: Scope, half: Declared, stillDeclared: Values): Promise<void> {
  const { noun, deployment, memory } = scope;
  const { identity, values, records } = half;
  const { previous = {}, since, secretSettings = [] } = records;
  const kept = memory.underWay.checked(noun, identity);
  const isLost = (property: string): boolean =>
    property in stillDeclared &&
    !(property in (kept.previous ?? {}) && sameValue(noun, property, [previous[property], kept.previous?.[property]]));
  // The new one knows what this one does where it began with it.
  const isKept = since !== undefined && kept.since === since;
  const lost = isKept ? [] : Object.keys(previous).filter(isLost);
  if (lost.length > 0) throw lostPrevious(noun, identity, lost, records);
  const isGlobal = identityKey(identity) === "global";
  if (records.previous === undefined && kept.previous !== undefined && !isKept && !isGlobal) throw lostOrigin(identity);
  const properties = Object.keys(values).filter((property) => !(property in stillDeclared));
  if (properties.length > 0) {
    const found = await deployment.find(noun, identity);
    const reset = await resetValues(scope, { identity, properties, before: half });
    await putBack(scope, identity, found === undefined ? {} : differingInLetters(noun, reset, found), secretSettings);
  }
}

// Measured: of two names, and of one.
const waysOut =
  "If it has the name of the new one (after a replacement that failed, or a taint): run pulumi up --refresh --run-program=false once, which reads both. " +
  "If the resource was renamed: take the new one, and what depends on it, out of the state (pulumi state delete --target-dependents <its URN>), give each its old name as an alias (aliases: [{ name: ... }]), and run up again.";

function lostOrigin(identity: string): LyncError {
  const what = `That this stack made "${identity}", and found nothing there, is only in the state of this old resource, so it is kept there.`;
  return new LyncError(`${what} ${waysOut}`, { kind: "unsupported" });
}

function lostPrevious(noun: Noun, identity: string, lost: readonly string[], records: Records): LyncError {
  const previous = Object.fromEntries(lost.map((property) => [property, records.previous?.[property]]));
  return new LyncError(
    `What ${lost.join(", ")} of "${identity}" ${lost.length === 1 ? "was" : "were"} before the adoption is only in the state of this old resource, so it is kept there. ` +
      `${waysOut} ` +
      `What undoes the adoption by hand: ${undoText(noun, identity, { ...records, previous })}`,
    { kind: "unsupported" },
  );
}

async function putBack({ noun, deployment }: Scope, identity: string, values: Values, secrets: readonly string[] = []): Promise<void> {
  if (Object.keys(values).length === 0) return;
  const found = await deployment.find(noun, identity);
  const isLacking = (property: string): boolean => found !== undefined && isUnread(found, property);
  const known = Object.keys(values).filter((property) => !isLacking(property));
  const earlier = Object.fromEntries(known.map((property) => [property, found?.values[property] ?? null]));
  const undo = `; what undoes that: ${undoText(noun, identity, { previous: earlier, secretSettings: [...secrets] })}`;
  say(identity, `setting it back${known.length === 0 ? "" : undo}${withoutUnread(Object.keys(values).filter(isLacking))}`);
  const reasons = differences(noun, values, await deployment.set(noun, identity, { values, secrets }), secrets);
  if (reasons.length > 0) throw new LyncError(`Not everything was set back: ${reasons.join("; ")}`, { kind: "verificationFailed" });
}

/** What is said behind a cmdlet that lacks values which could not be read. */
function withoutUnread(properties: readonly string[]): string {
  return properties.length === 0 ? "" : ` (without ${properties.join(", ")}: what that is now cannot be read)`;
}
