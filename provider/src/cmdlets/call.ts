import type { CsValue } from "../configurations/csValue";

/** One cmdlet to run. */
export interface Call {
  cmdlet: string;
  parameters: Record<string, CsValue>;
  /** The properties wanted of each object that it answers; none by default. */
  select?: readonly string[];
  /** The parameters whose values stand in no message and no log. It is not sent. */
  secret?: readonly string[];
  /** In a plan, which is never sent: the parameters whose values nobody knows yet. */
  unknown?: readonly string[];
  /** Whether a property whose class is not known is read as its text. Otherwise it is an error. */
  asText?: boolean;
  /** Whether an answer without an object cannot be true. It is not sent. */
  neverEmpty?: boolean;
}

/** What a cmdlet failed with, as PowerShell's error record has it. */
export interface CallError {
  category: string;
  id: string;
  message: string;
  target: string;
}

/**
 * What became of one call. After a failed one, the rest of its request is not run and has no
 * result.
 */
export interface CallResult {
  objects: Record<string, unknown>[];
  warnings: string[];
  milliseconds: number;
  error: CallError | null;
}
