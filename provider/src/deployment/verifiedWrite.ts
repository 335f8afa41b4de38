import type { Call, CallResult } from "../cmdlets/call";
import { commandText } from "../cmdlets/commandText";
import { differing, isUnread, type Noun, type Values } from "../configurations/noun";
import { LyncError } from "../errors";
import { collectionOf, getCall, objectsOf } from "./calls";
import type { Collection } from "./deployment";
import { untilSettled } from "./retries";
import type { Reach } from "./runner";

/** A write to do. */
export interface Writing {
  noun: Noun;
  identity: string;
  /** The values that the collection must have afterwards. */
  wanted: Values;
  /** The settings whose values no message and no log may show. */
  secrets: readonly string[];
  /** The calls that do the write, in order. */
  calls: readonly Call[];
}

/** Writes and verifies in one request, so that no other call runs in between. */
export async function writeAndVerify(reach: Reach, { noun, identity, wanted, calls }: Writing): Promise<Collection> {
  const { runner, patience } = reach;
  const look = getCall(noun, identity);
  const results = await runner.run([...calls, look]);
  calls.forEach((call, index) => (index === 0 ? objectsOf(call, results[index]) : requireAfterFirst(call, results[index])));
  const seen = (get: () => Promise<CallResult | undefined>): Promise<Collection | LyncError> => seenBy(look, { noun, get });
  // A written value may become visible a little later.
  const last = await untilSettled(await seen(() => Promise.resolve(results[calls.length])), {
    // A value that cannot be read now will not become readable by waiting.
    isSettled: (now) =>
      !(now instanceof LyncError) && Object.keys(differing(noun, wanted, now)).every((property) => isUnread(now, property)),
    look: () => seen(async () => (await runner.run([look]))[0]),
    patience,
  });
  if (last instanceof LyncError) throw last;
  return last;
}

/** What the verifying Get saw: the collection, or the reason why it saw none. */
async function seenBy(
  call: Call,
  { noun, get }: { noun: Noun; get: () => Promise<CallResult | undefined> },
): Promise<Collection | LyncError> {
  try {
    const [object] = objectsOf(call, await get());
    if (object !== undefined) return collectionOf(noun, object);
    throw new LyncError(`${commandText(call)} returned no collection.`, { kind: "badAnswer" });
  } catch (error) {
    return notVerified(error, { call, done: "The collection was written, but the check after it failed" });
  }
}

// The first call has created the collection. A later failure must not look as if nothing had been
// created.
function requireAfterFirst(call: Call, result: CallResult | undefined): void {
  try {
    objectsOf(call, result);
  } catch (error) {
    throw notVerified(error, { call, done: "The collection was created, but not all of its settings were set" });
  }
}

/** The error for a call that failed after something was done. @throws any error of another kind. */
function notVerified(error: unknown, { call, done }: { call: Call; done: string }): LyncError {
  if (!(error instanceof LyncError)) throw error;
  return new LyncError(`${done}. ${error.message}`, { kind: "verificationFailed", cmdlet: commandText(call), cause: error });
}
