import { setTimeout } from "node:timers/promises";
import type * as PRetry from "p-retry";
import { LyncError, type ErrorKind } from "../errors";

/** How often to try again, and how long to wait before each attempt. */
export interface Patience {
  /** How often a read is tried again. Each pause is twice as long as the last one, with jitter. */
  readRetries: number;
  /** The pause before the first retry of a read. */
  firstPauseMilliseconds: number;
  /** The pauses before each new look at a collection that does not yet show what was written. */
  lagPausesMilliseconds: readonly number[];
}

export const ordinaryPatience: Patience = { readRetries: 3, firstPauseMilliseconds: 500, lagPausesMilliseconds: [250, 500, 1000, 2000] };

/**
 * The failures that may pass when the call is tried again. If such a failure ends a write, the
 * outcome of the write is unknown. A failure of the session is known by its kind. A failure that
 * the server reports is known by PowerShell's category and id, never by its words, which are
 * localised.
 */
const passing: { never: readonly ErrorKind[]; kinds: readonly ErrorKind[]; categories: readonly string[]; ids: readonly RegExp[] } = {
  // These kinds take precedence over the lists below. Repeated refused sign-ins lock the account
  // out, and a failed start has already taken minutes.
  never: ["accessDenied", "cannotStart", "moduleMissing"],
  kinds: ["sessionLost", "timedOut", "badAnswer", "unreachable"],
  categories: ["ConnectionError", "DeadlockDetected", "OperationStopped", "OperationTimeout", "ResourceBusy", "ResourceUnavailable"],
  // PowerShell may put an earlier failure before an id, and puts the reporting cmdlet after it.
  ids: [/(?:^|,)PSSessionStateBroken(?:,|$)/, /^Throttl/],
};

/** Whether an error may pass when the call is tried again. */
export function mayPass(error: unknown): error is LyncError {
  if (!(error instanceof LyncError)) return false;
  const { kind, category = "", errorId: id = "" } = error;
  if (passing.never.includes(kind)) return false;
  return passing.kinds.includes(kind) || passing.categories.includes(category) || passing.ids.some((pattern) => pattern.test(id));
}

// A parameter could not be bound, so the cmdlet did not run.
const unbound = /^(?:(?:Named|Positional)?Parameter|MissingMandatoryParameter|MissingArgument|AmbiguousParameter|CannotConvertArgument)/;
const neverRan: readonly ErrorKind[] = ["alreadyExists", "accessDenied", "moduleMissing", "cannotStart", "verificationFailed"];

/**
 * Whether a write may have stored something before it failed with this error. A write that found an
 * existing collection, was refused, or did not run has stored nothing.
 */
export function mayHaveStored(error: unknown): error is LyncError {
  if (!(error instanceof LyncError) || error.outcomeUnknown) return false;
  return !neverRan.includes(error.kind) && !unbound.test(error.errorId ?? "");
}

/** Tries a read again, a limited number of times, if its failure may pass. */
export function retryRead<T>(read: () => Promise<T>, { readRetries, firstPauseMilliseconds }: Patience): Promise<T> {
  // Loaded here, so that a process that reads nothing does not spend time on it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { default: pRetry, AbortError } = require("p-retry") as typeof PRetry;
  const options = { retries: readRetries, minTimeout: firstPauseMilliseconds, factor: 2, randomize: true };
  return pRetry(() => read().catch((error: unknown) => Promise.reject(mayPass(error) ? error : new AbortError(error as Error))), options);
}

/** What to wait for. */
interface Settling<T> {
  isSettled: (seen: T) => boolean;
  /** Looks again. */
  look: () => Promise<T>;
  patience: Patience;
}

/** Looks again after each pause until it sees what is wanted. Returns what it saw last. */
export async function untilSettled<T>(first: T, { isSettled, look, patience }: Settling<T>): Promise<T> {
  let seen = first;
  for (const pause of patience.lagPausesMilliseconds) {
    if (isSettled(seen)) break;
    await setTimeout(pause);
    seen = await look();
  }
  return seen;
}
