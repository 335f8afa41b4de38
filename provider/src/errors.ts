import type { Code, ErrorKind } from "./codes";

export type { ErrorKind } from "./codes";

export interface LyncErrorDetails {
  kind: ErrorKind;
  /** What it is about, where that can be told more closely. Default: the kind. */
  code?: Code;
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

/**
 * Every failure of pulumi-lync: a sentence that says what was done, why it failed and what to do
 * next.
 */
export class LyncError extends Error {
  readonly kind: ErrorKind;
  /** What its message ends with where a user reads it. */
  readonly code: Code;
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
    this.code = details.code ?? details.kind;
    this.cmdlet = details.cmdlet;
    this.category = details.category;
    this.errorId = details.id;
    this.target = details.target;
    this.milliseconds = details.milliseconds;
    this.outcomeUnknown = details.outcomeUnknown ?? false;
  }
}
