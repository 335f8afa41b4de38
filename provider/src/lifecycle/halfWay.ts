import { LyncError } from "../errors";
import { meantByFailure, storedBehindPassive, type BehindPassive } from "../guards/behindPassive";
import type { Scope } from "../stack/memory";
import { PartialFailure } from "./partialFailure";
import { sentence } from "../sentence";

/**
 * Runs a write of a collection. If the write fails half-way through the procedure, the failure says
 * so: the pool's Web Services are then passive, and the proxy still lets users sign in with a
 * password.
 */
export async function orTellHalfWay<T>(scope: Scope, identity: string, write: () => Promise<T>): Promise<T> {
  // This is read before the write, because the server may not respond after it. A failure to read
  // does not prevent the write.
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
  error.message = `${sentence(error.message)} ${consequence}`;
}
