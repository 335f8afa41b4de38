import { LyncError } from "../errors";
import { meantByFailure, storedBehindPassive, type BehindPassive } from "../guards/behindPassive";
import type { Scope } from "../stack/memory";
import { PartialFailure } from "./partialFailure";

/**
 * Runs a write of a collection. Where it fails half-way through the procedure – the pool's Web
 * Services are passive, and the proxy still lets people in by a password – the failure says so.
 */
export async function orTellHalfWay<T>(scope: Scope, identity: string, write: () => Promise<T>): Promise<T> {
  // Asked before, for afterwards the server may not answer any more. What cannot be read is no
  // reason not to write.
  const stored = await storedBehindPassive(scope, identity).catch(() => undefined);
  try {
    return await write();
  } catch (error) {
    if (stored !== undefined && (error instanceof LyncError || error instanceof PartialFailure)) add(error, stored);
    throw error;
  }
}

function add(error: LyncError | PartialFailure, stored: BehindPassive): void {
  const isUnknown = error instanceof LyncError ? error.outcomeUnknown : error.state.records.written !== undefined;
  const found = error instanceof PartialFailure && !isUnknown ? error.state.values : {};
  const consequence = meantByFailure(stored, { found, isUnknown });
  if (consequence === undefined) return;
  if (error instanceof PartialFailure) error.reasons.push({ code: "noSecondFactor", message: consequence });
  error.message = `${error.message}${/[.!?]$/.test(error.message) ? "" : "."} ${consequence}`;
}
