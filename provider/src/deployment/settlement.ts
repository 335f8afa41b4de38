import { differingInLetters } from "../configurations/noun";
import { defined } from "../defined";
import { LyncError } from "../errors";
import { writeCall } from "./calls";
import type { Collection } from "./deployment";
import { mayHaveStored, mayPass } from "./retries";
import type { Reach } from "./runner";
import { writeAndVerify, type Writing } from "./verifiedWrite";

/**
 * Writes, and finds out what became of it, whatever befell the session meanwhile.
 *
 * @param hasStored whether a collection that is there after a write that failed shows that
 * something of it was stored.
 * @returns the collection as a Get then found it.
 * @throws LyncError `outcomeUnknown` where nobody could find out.
 */
export async function writeAndSettle(reach: Reach, writing: Writing, hasStored: (found: Collection) => boolean): Promise<Collection> {
  const { listing } = reach;
  const { noun, identity } = writing;
  try {
    const found = await writeAndVerify(reach, writing).catch((error: unknown) => {
      if (!mayPass(error)) throw error;
      return resume(reach, writing, error);
    });
    listing.record(noun, identity, found);
    return found;
  } catch (error) {
    listing.record(noun, identity, "unknown");
    if (!mayHaveStored(error)) throw error;
    const found = await findAfter(reach, writing, error);
    throw found !== undefined && hasStored(found) ? stored(error) : error;
  }
}

/**
 * Of a write whose outcome is not known asks what is there, then finishes it, does it again, or
 * says so.
 */
async function resume(reach: Reach, writing: Writing, error: LyncError): Promise<Collection> {
  const { listing } = reach;
  const { noun, identity, wanted, secrets } = writing;
  try {
    listing.record(noun, identity, "unknown");
    const found = await listing.find(noun, identity);
    if (found === undefined) return await writeAndVerify(reach, writing);
    const rest = differingInLetters(noun, wanted, found);
    if (Object.keys(rest).length === 0) return found;
    return await writeAndVerify(reach, {
      ...writing,
      calls: [writeCall(noun, identity, { verb: "Set", values: rest, hidden: { secrets } })],
    });
  } catch (second) {
    if (!mayPass(second)) throw second;
    throw unknownOutcome(error);
  }
}

/** What is there after a write that failed. */
function findAfter({ listing }: Reach, { noun, identity }: Writing, error: LyncError): Promise<Collection | undefined> {
  return listing.find(noun, identity).catch((second: unknown) => {
    if (!(second instanceof LyncError)) throw second;
    throw unknownOutcome(error);
  });
}

/**
 * A cmdlet may fail after it has stored something. Then what is there must not be taken for as it
 * was.
 */
function stored(error: LyncError): LyncError {
  const message = `This failed, and yet something was stored: run the same command again, which finishes it. ${error.message}`;
  return new LyncError(message, defined({ kind: "verificationFailed" as const, cause: error, cmdlet: error.cmdlet }));
}

function unknownOutcome(error: LyncError): LyncError {
  const { kind, cmdlet, category, errorId: id, message } = error;
  return new LyncError(
    `Nobody knows whether this was written, and a second look failed, too. ${message}`,
    defined({ kind, outcomeUnknown: true, cause: error, cmdlet, category, id }),
  );
}
