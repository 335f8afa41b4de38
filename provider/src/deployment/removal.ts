import type { Call, CallResult } from "../cmdlets/call";
import { commandText } from "../cmdlets/commandText";
import { identityKey } from "../configurations/identity";
import type { Noun } from "../configurations/noun";
import { LyncError } from "../errors";
import { collectionOf, getCall, objectsOf } from "./calls";
import { mayPass, untilSettled } from "./retries";
import type { Reach } from "./runner";

/** The collection to remove. */
interface Leaving {
  noun: Noun;
  identity: string;
}

/**
 * Removes a collection, and tries once more after a failure that may pass. A listing then shows
 * whether the collection is absent. The error of Remove does not show this, because the server
 * chooses its words.
 */
export async function removeAndVerify(reach: Reach, leaving: Leaving): Promise<void> {
  let failure = await tryToRemove(reach, leaving);
  if (failure !== undefined && mayPass(failure)) failure = await tryToRemove(reach, leaving);
  if (failure !== undefined) throw failure;
  reach.listing.record(leaving.noun, leaving.identity, "absent");
}

/** Removes and looks in one request. Returns why the collection still exists, if it does. */
async function tryToRemove({ runner, listing, patience }: Reach, { noun, identity }: Leaving): Promise<LyncError | undefined> {
  const call: Call = { cmdlet: `Remove-${noun.cs}`, parameters: { Identity: identity } };
  const look = getCall(noun);
  const lists = (result: CallResult | undefined): boolean =>
    objectsOf(look, result).some((object) => identityKey(collectionOf(noun, object).identity) === identityKey(identity));
  listing.record(noun, identity, "unknown");
  try {
    const [removed, seen] = await runner.run([call, look]);
    objectsOf(call, removed);
    // A removed collection may stay visible a little longer.
    const isThere = await untilSettled(lists(seen), {
      isSettled: (isStill) => !isStill,
      look: async () => lists((await runner.run([look]))[0]),
      patience,
    });
    return isThere ? notRemoved(call, identity) : undefined;
  } catch (error) {
    if (!(error instanceof LyncError)) throw error;
    return (await listing.find(noun, identity)) === undefined ? undefined : error;
  }
}

function notRemoved(call: Call, identity: string): LyncError {
  const text = commandText(call);
  return new LyncError(`${text} succeeded, but "${identity}" still exists.`, { kind: "verificationFailed", cmdlet: text });
}
