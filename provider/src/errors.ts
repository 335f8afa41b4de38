/** What kind of trouble it was; `codes` (`finding.ts`) tells what each means. Code decides by this, never by a server's words, which are localised. */
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
