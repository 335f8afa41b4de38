import type { Call, CallResult } from "../cmdlets/call";
import { commandText } from "../cmdlets/commandText";
import { differing, isUnread, type Noun, type Values } from "../configurations/noun";
import { LyncError } from "../errors";
import { collectionOf, getCall, objectsOf } from "./calls";
import type { Collection } from "./deployment";
import { untilSettled } from "./retries";
import type { Reach } from "./runner";

/** What is to be written. */
export interface Writing {
  noun: Noun;
  identity: string;
  /** What the collection is to have then. */
  wanted: Values;
  /** The settings whose values stand in no message and no log. */
  secrets: readonly string[];
  /** The cmdlets that write it, in order. */
  calls: readonly Call[];
}

/** Writes and verifies in one request: nothing comes between them. */
export async function writeAndVerify(reach: Reach, { noun, identity, wanted, calls }: Writing): Promise<Collection> {
  const { runner, patience } = reach;
  const look = getCall(noun, identity);
  const results = await runner.run([...calls, look]);
  calls.forEach((call, index) => (index === 0 ? objectsOf(call, results[index]) : requireAfterFirst(call, results[index])));
  const seen = (get: () => Promise<CallResult | undefined>): Promise<Collection | LyncError> => seenBy(look, { noun, get });
  // What was written may show a little later.
  const last = await untilSettled(await seen(() => Promise.resolve(results[calls.length])), {
    // What cannot be read now cannot be read later, either.
    isSettled: (now) =>
      !(now instanceof LyncError) && Object.keys(differing(noun, wanted, now)).every((property) => isUnread(now, property)),
    look: () => seen(async () => (await runner.run([look]))[0]),
    patience,
  });
  if (last instanceof LyncError) throw last;
  return last;
}

/** What a verifying Get saw: the collection, or why it saw none. */
async function seenBy(
  call: Call,
  { noun, get }: { noun: Noun; get: () => Promise<CallResult | undefined> },
): Promise<Collection | LyncError> {
  try {
    const [object] = objectsOf(call, await get());
    if (object !== undefined) return collectionOf(noun, object);
    throw new LyncError(`${commandText(call)} answered no collection`, { kind: "badAnswer" });
  } catch (error) {
    return notVerified(error, { call, done: "Written, but the verification failed" });
  }
}

// The collection is there: that the rest of the writing failed must not look as if nothing had been
// created.
function requireAfterFirst(call: Call, result: CallResult | undefined): void {
  try {
    objectsOf(call, result);
  } catch (error) {
    throw notVerified(error, { call, done: "Created, but not all was set" });
  }
}

/** The failure of a call after something was done. @throws what is no failure of a call. */
function notVerified(error: unknown, { call, done }: { call: Call; done: string }): LyncError {
  if (!(error instanceof LyncError)) throw error;
  return new LyncError(`${done}. ${error.message}`, { kind: "verificationFailed", cmdlet: commandText(call), cause: error });
}
