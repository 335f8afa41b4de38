import { differingInLetters } from "../configurations/noun";
import { defined } from "../defined";
import { LyncError } from "../errors";
import { writeCall } from "./calls";
import type { Collection } from "./deployment";
import { mayHaveStored, mayPass } from "./retries";
import type { Reach } from "./runner";
import { writeAndVerify, type Writing } from "./verifiedWrite";

/**
 * Writes, and finds out the outcome even if the session was lost during the write.
 *
 * @param hasStored whether the collection found after a failed write shows that the write stored
 * something.
 * @returns the collection as a Get then found it.
 * @throws LyncError with `outcomeUnknown` if the outcome cannot be found out.
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
 * Reads the collection after a write with an unknown outcome. Then finishes the write, repeats it,
 * or throws that the outcome is unknown.
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

/** The collection after a failed write, if there is one. */
function findAfter({ listing }: Reach, { noun, identity }: Writing, error: LyncError): Promise<Collection | undefined> {
  return listing.find(noun, identity).catch((second: unknown) => {
    if (!(second instanceof LyncError)) throw second;
    throw unknownOutcome(error);
  });
}

/**
 * A cmdlet may fail after it has stored something. Without this error, the collection would be
 * taken for unchanged.
 */
function stored(error: LyncError): LyncError {
  const message = `The write failed, but something was stored. Run the same command again to finish it. ${error.message}`;
  return new LyncError(message, defined({ kind: "verificationFailed" as const, cause: error, cmdlet: error.cmdlet }));
}

function unknownOutcome(error: LyncError): LyncError {
  const { kind, cmdlet, category, errorId: id, message } = error;
  return new LyncError(
    `It is unknown whether the values were written, because they could not be read afterwards. ${message}`,
    defined({ kind, outcomeUnknown: true, cause: error, cmdlet, category, id }),
  );
}
