import type { Code, ErrorKind } from "./codes";

export type { ErrorKind } from "./codes";

export interface LyncErrorDetails {
  kind: ErrorKind;
  /**
   * A more specific code than the kind, if there is one.
   * @default the kind
   */
  code?: Code;
  /** The cmdlet that was running, if any, as an administrator would type it. */
  cmdlet?: string;
  /** PowerShell's error category, such as `ObjectNotFound`. */
  category?: string;
  /** PowerShell's fully qualified error id. */
  id?: string;
  /** The object that PowerShell names as the target of the error. */
  target?: string;
  /** How long the call ran before it failed. */
  milliseconds?: number;
  /**
   * Whether it is unknown if anything was written.
   * @default false
   */
  outcomeUnknown?: boolean;
  cause?: unknown;
}

/**
 * Every failure of pulumi-lync. The message says what was being done, why it failed and what to do
 * next.
 */
export class LyncError extends Error {
  readonly kind: ErrorKind;
  /** The code in brackets at the end of the message that a user reads. */
  readonly code: Code;
  readonly cmdlet: string | undefined;
  readonly category: string | undefined;
  /**
   * Not named `id`, because the engine treats an error that has an `id` as a resource that exists.
   */
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
