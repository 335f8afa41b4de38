import type { CsValue } from "../configurations/csValue";

/** One cmdlet to run. */
export interface Call {
  cmdlet: string;
  parameters: Record<string, CsValue>;
  /** The properties to return of each object. @default none */
  select?: readonly string[];
  /** The parameters whose values no message and no log may show. This list is not sent. */
  secret?: readonly string[];
  /** Only in a plan, which is never sent: the parameters whose values are not known yet. */
  unknown?: readonly string[];
  /** Whether a property of an unknown class is returned as its text. Otherwise it is an error. */
  asText?: boolean;
  /** Whether a result without any object must be wrong. This flag is not sent. */
  neverEmpty?: boolean;
}

/** The failure of a cmdlet, as PowerShell's error record describes it. */
export interface CallError {
  category: string;
  id: string;
  message: string;
  target: string;
}

/** The result of one call. Calls after a failed one in the same request are not run. */
export interface CallResult {
  objects: Record<string, unknown>[];
  warnings: string[];
  milliseconds: number;
  error: CallError | null;
}
