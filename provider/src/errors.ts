/**
 * What kind of trouble it was. Code decides by this, never by a server's words, which are localised.
 *
 * - `notFound`: the collection, service or site is not there
 * - `alreadyExists`: New met a collection that is there
 * - `invalidParameter`: a parameter, value or configuration key is not allowed
 * - `accessDenied`: the account may not do this
 * - `unreachable`: the Central Management store or the remote endpoint did not answer
 * - `timedOut`: no answer within the limit; the session was ended
 * - `sessionLost`: PowerShell ended in the middle of a call, or the session at the remote endpoint
 *   broke
 * - `cannotStart`: PowerShell could not be started in time, or the module is there but could not be imported
 * - `moduleMissing`: the Lync module, or one of its cmdlets, is not on this machine, or the remote account
 *   has no role with it
 * - `badAnswer`: the answer could not be understood
 * - `unsupported`: this cannot be done here at all
 * - `verificationFailed`: written, but the Get afterwards failed or differs
 * - `cmdletFailed`: any other error of a cmdlet
 */
export type ErrorKind =
  | "notFound"
  | "alreadyExists"
  | "invalidParameter"
  | "accessDenied"
  | "unreachable"
  | "timedOut"
  | "sessionLost"
  | "cannotStart"
  | "moduleMissing"
  | "badAnswer"
  | "unsupported"
  | "verificationFailed"
  | "cmdletFailed";

export interface LyncErrorDetails {
  kind: ErrorKind;
  /** The cmdlet as an administrator would type it, where one was running. */
  cmdlet?: string;
  /** PowerShell's error category, such as `ObjectNotFound`. */
  category?: string;
  /** PowerShell's fully qualified error id. */
  id?: string;
  /** What PowerShell says it was about. */
  target?: string;
  /** How long it took to fail. */
  milliseconds?: number;
  /** Whether the failure leaves it open if something was written. */
  outcomeUnknown?: boolean;
  cause?: unknown;
}

/** Every failure of pulumi-lync: a sentence that says what was done, why it failed and what to do next. */
export class LyncError extends Error {
  readonly kind: ErrorKind;
  readonly cmdlet: string | undefined;
  readonly category: string | undefined;
  /** Not `id`: the engine takes an error that has one for a resource that is there. */
  readonly errorId: string | undefined;
  readonly target: string | undefined;
  readonly milliseconds: number | undefined;
  readonly outcomeUnknown: boolean;

  constructor(message: string, details: LyncErrorDetails) {
    super(message, { cause: details.cause });
    this.name = "LyncError";
    this.kind = details.kind;
    this.cmdlet = details.cmdlet;
    this.category = details.category;
    this.errorId = details.id;
    this.target = details.target;
    this.milliseconds = details.milliseconds;
    this.outcomeUnknown = details.outcomeUnknown ?? false;
  }
}
