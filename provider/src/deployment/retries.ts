import { setTimeout } from "node:timers/promises";
import type * as PRetry from "p-retry";
import { LyncError, type ErrorKind } from "../errors";

/** How long is waited, and how often. */
export interface Patience {
  /**
   * How often a read is tried again; the pauses grow from the first by the factor two, with jitter.
   */
  readRetries: number;
  firstPauseMilliseconds: number;
  /** The pauses before each new look at a collection that does not yet hold what was written. */
  lagPausesMilliseconds: readonly number[];
}

export const ordinaryPatience: Patience = { readRetries: 3, firstPauseMilliseconds: 500, lagPausesMilliseconds: [250, 500, 1000, 2000] };

/**
 * What may pass when it is tried again: the one table of it. Of a write it means that nobody knows
 * whether it happened. By kind, for what befell the session; by PowerShell's category and id, for
 * what the server said. Never by its words, which are localised.
 */
const passing: { never: readonly ErrorKind[]; kinds: readonly ErrorKind[]; categories: readonly string[]; ids: readonly RegExp[] } = {
  // Whatever else it says: a sign-in that is refused again and again locks the account out; and for
  // a start minutes were waited.
  never: ["accessDenied", "cannotStart", "moduleMissing"],
  kinds: ["sessionLost", "timedOut", "badAnswer", "unreachable"],
  categories: ["ConnectionError", "DeadlockDetected", "OperationStopped", "OperationTimeout", "ResourceBusy", "ResourceUnavailable"],
  // An id may have what befell before it, and has who says so behind it.
  ids: [/(?:^|,)PSSessionStateBroken(?:,|$)/, /^Throttl/],
};

/** Whether an error may pass when what failed is tried again. */
export function mayPass(error: unknown): error is LyncError {
  if (!(error instanceof LyncError)) return false;
  const { kind, category = "", errorId: id = "" } = error;
  if (passing.never.includes(kind)) return false;
  return passing.kinds.includes(kind) || passing.categories.includes(category) || passing.ids.some((pattern) => pattern.test(id));
}

// A parameter that could not be bound: the cmdlet has not run.
const unbound = /^(?:(?:Named|Positional)?Parameter|MissingMandatoryParameter|MissingArgument|AmbiguousParameter|CannotConvertArgument)/;
const neverRan: readonly ErrorKind[] = ["alreadyExists", "accessDenied", "moduleMissing", "cannotStart", "verificationFailed"];

/**
 * Whether a write that failed with this error may have stored something before: not one that met a
 * collection, was refused, or did not run.
 */
export function mayHaveStored(error: unknown): error is LyncError {
  if (!(error instanceof LyncError) || error.outcomeUnknown) return false;
  return !neverRan.includes(error.kind) && !unbound.test(error.errorId ?? "");
}

/** Tries a read again, a bounded number of times, where its failure may pass. */
export function retryRead<T>(read: () => Promise<T>, { readRetries, firstPauseMilliseconds }: Patience): Promise<T> {
  // Loaded here: a process that reads nothing never pays for it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { default: pRetry, AbortError } = require("p-retry") as typeof PRetry;
  const options = { retries: readRetries, minTimeout: firstPauseMilliseconds, factor: 2, randomize: true };
  return pRetry(() => read().catch((error: unknown) => Promise.reject(mayPass(error) ? error : new AbortError(error as Error))), options);
}

/** What is waited for. */
interface Settling<T> {
  isSettled: (seen: T) => boolean;
  /** Looks again. */
  look: () => Promise<T>;
  patience: Patience;
}

/** Looks again after each pause until something is as wanted; answers what was seen last. */
export async function untilSettled<T>(first: T, { isSettled, look, patience }: Settling<T>): Promise<T> {
  let seen = first;
  for (const pause of patience.lagPausesMilliseconds) {
    if (isSettled(seen)) break;
    await setTimeout(pause);
    seen = await look();
  }
  return seen;
}
