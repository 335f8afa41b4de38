import { isGlobal } from "../configurations/identity";
import { differingInLetters, sameValue, type Noun, type Values } from "../configurations/noun";
import { pick } from "../configurations/values";
import { LyncError } from "../errors";
import { findingText } from "../finding";
import type { Declared } from "../stack/declared";
import type { Scope } from "../stack/memory";
import { putBack } from "./putBack";
import { resetValues } from "./resets";
import { sayWarning } from "./say";
import { undoText } from "./undo";

/**
 * What a program still declares is never removed: the engine replaced a resource by another one of
 * the same identity. What that one does not declare goes back, where create did not know of it.
 * What the collection was before it was adopted must not be lost with this old half: where the new
 * one does not have it, this fails, and the engine keeps the old half. Where somebody had removed
 * the collection, and create made it anew, nothing was there before, and nothing goes back.
 */
export async function spare(scope: Scope, half: Declared, stillDeclared: Values): Promise<void> {
  const { noun, memory } = scope;
  const { identity } = half;
  if (!memory.underWay.isMade(noun, identity)) await setDroppedBack(scope, half, stillDeclared);
  const message = 'left as it is, for the program still declares it. Give a resource that was renamed an alias (the option "aliases").';
  sayWarning(identity, findingText({ code: "leftAsItIs", message }));
}

/**
 * Sets back what an old half has, and the program does not declare any more.
 * @throws LyncError where the old half knows what nobody else does.
 */
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
  if (lost.length > 0) throw lostPrevious(noun, half, lost);
  if (records.previous === undefined && kept.previous !== undefined && !isKept && !isGlobal(identity)) throw lostOrigin(identity);
  const properties = Object.keys(values).filter((property) => !(property in stillDeclared));
  if (properties.length > 0) {
    const found = await deployment.find(noun, identity);
    const reset = await resetValues(scope, { identity, properties, before: half });
    await putBack(scope, identity, { values: found === undefined ? {} : differingInLetters(noun, reset, found), secrets: secretSettings });
  }
}

// Measured: of two names, and of one.
const waysOut =
  "If it has the name of the new one (after a replacement that failed, or a taint): run pulumi up --refresh --run-program=false once, which reads both. " +
  "If the resource was renamed: take the new one, and what depends on it, out of the state (pulumi state delete --target-dependents <its URN>), give each its old name as an alias (aliases: [{ name: ... }]), and run up again.";

function lostOrigin(identity: string): LyncError {
  const what = `That this stack made "${identity}", and found nothing there, is only in the state of this old resource, so it is kept there.`;
  return new LyncError(`${what} ${waysOut}`, { kind: "unsupported", code: "knownByOldHalf" });
}

function lostPrevious(noun: Noun, { identity, records }: Declared, lost: readonly string[]): LyncError {
  const previous = pick(records.previous ?? {}, lost);
  return new LyncError(
    `What ${lost.join(", ")} of "${identity}" ${lost.length === 1 ? "was" : "were"} before the adoption is only in the state of this old resource, so it is kept there. ` +
      `${waysOut} ` +
      `What undoes the adoption by hand: ${undoText(noun, identity, { ...records, previous })}`,
    { kind: "unsupported", code: "knownByOldHalf" },
  );
}
