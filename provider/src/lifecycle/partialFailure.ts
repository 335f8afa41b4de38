import type { Finding } from "../finding";
import type { State } from "../stack/declared";

/** Why a resource is not as declared. */
export type Reason = Pick<Finding, "code" | "message">;

/**
 * Says that the resource exists, but is not as declared. The engine keeps the resource and replaces
 * its whole state with this one. The next update tries again.
 */
export class PartialFailure extends Error {
  readonly state: State;
  readonly reasons: Reason[];

  constructor(state: State, reasons: Reason[]) {
    super(reasons.map(({ message }) => message).join(" "));
    this.state = state;
    this.reasons = reasons;
  }
}
