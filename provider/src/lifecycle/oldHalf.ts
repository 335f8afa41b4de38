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
 * Handles the deletion of an old half whose collection the program still declares. After a
 * replacement or a rename without an alias, the state can have two resources of one collection: the
 * new half, which create wrote, and the old half, which the engine then deletes. The collection
 * itself is kept. Settings that only the old half declared are restored, because create did not
 * know of them.
 *
 * The old half may be the only one that knows the values from before the adoption. Then this fails,
 * so that the engine keeps the old half. If the collection had been removed and create made it
 * again, there are no earlier values and nothing is restored.
 */
export async function spare(scope: Scope, half: Declared, stillDeclared: Values): Promise<void> {
  const { noun, memory } = scope;
  const { identity } = half;
  if (!memory.underWay.isMade(noun, identity)) await setDroppedBack(scope, half, stillDeclared);
  const message =
    'The collection is kept, because the program still declares it. If its resource was renamed, give that resource an alias (the option "aliases").';
  sayWarning(identity, findingText({ code: "leftAsItIs", message }));
}

/**
 * Restores the settings that an old half has and the program does not declare any more.
 * @throws LyncError if only the old half knows what was there before.
 */
async function setDroppedBack(scope: Scope, half: Declared, stillDeclared: Values): Promise<void> {
  const { noun, deployment, memory } = scope;
  const { identity, values, records } = half;
  const { previous = {}, since, secretSettings = [] } = records;
  const kept = memory.underWay.checked(noun, identity);
  const isLost = (property: string): boolean =>
    property in stillDeclared &&
    !(property in (kept.previous ?? {}) && sameValue(noun, property, [previous[property], kept.previous?.[property]]));
  // A new half that began with the same record (`since`) knows the same earlier values.
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

// Both ways were tested: the first for two resources with one name, the second for two names.
const waysOut =
  "If the new resource has the same name (after a replacement that failed, or a taint), run pulumi up --refresh --run-program=false once. It reads the old and the new resource. " +
  "If the resource was renamed, remove the new resource and its dependants from the state (pulumi state delete --target-dependents <its URN>). Then give each of them its old name as an alias (aliases: [{ name: ... }]), and run up again.";

function lostOrigin(identity: string): LyncError {
  const what = `Only the state of this old resource records that this stack created "${identity}" where no collection existed. The old resource is therefore kept.`;
  return new LyncError(`${what} ${waysOut}`, { kind: "unsupported", code: "knownByOldHalf" });
}

function lostPrevious(noun: Noun, { identity, records }: Declared, lost: readonly string[]): LyncError {
  const previous = pick(records.previous ?? {}, lost);
  return new LyncError(
    `Only the state of this old resource records what ${lost.join(", ")} of "${identity}" ${lost.length === 1 ? "was" : "were"} before the adoption. The old resource is therefore kept. ` +
      `${waysOut} ` +
      `To undo the adoption by hand: ${undoText(noun, identity, { ...records, previous })}`,
    { kind: "unsupported", code: "knownByOldHalf" },
  );
}
