import type { Code } from "../../codes";

/**
 * The outcome of a check. `unknown` means that the check could not judge. `notAsked` means that it
 * deliberately read nothing, which is no failure.
 */
export type Status = "fine" | "finding" | "information" | "unknown" | "notAsked";

/** What one check says about one subject. Its texts are for an administrator. */
export interface Result {
  /** What was checked, such as `PowerShell`. All results of one check have the same name. */
  check: string;
  /** This machine, a pool, a server or an address. */
  subject: string;
  status: Status;
  /** The code of a finding, or of the reason why nothing could be judged; otherwise left out. */
  code?: Code;
  /** What the check read, and from where. For `notAsked`: what it did not read. */
  asked: string;
  /** What the check found. */
  found: string;
  /** What to do; left out if there is nothing to do. */
  advice?: string;
}
