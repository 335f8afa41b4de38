import type { Code } from "../../codes";

/**
 * What a check came to. `unknown`: it could not tell. `notAsked`: nothing was asked, on purpose,
 * which is no failure.
 */
export type Status = "fine" | "finding" | "information" | "unknown" | "notAsked";

/** What one check says of one subject. Each text is full sentences, for an administrator. */
export interface Result {
  /** What was looked at, such as `PowerShell`. Results of one check have one name. */
  check: string;
  /** This machine, a pool, a server or an address. */
  subject: string;
  status: Status;
  /** What a finding is, or why nothing could be told; left out otherwise. */
  code?: Code;
  /** What was asked, and from where; of what was not asked, what it would have been. */
  asked: string;
  /** What came back. */
  found: string;
  /** What to do; left out where there is nothing to do. */
  advice?: string;
}
