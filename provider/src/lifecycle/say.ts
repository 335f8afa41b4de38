import { warningLine } from "../finding";
import type { Inputs } from "../stack/declared";

/**
 * Says something to the user from the provider process: what it writes to standard error shows up
 * in the engine's output, without a resource, so it begins with the identity. Standard output is
 * the engine's.
 */
export function say(identity: string, message: string): void {
  process.stderr.write(`${identity}: ${message}\n`);
}

/** Says a warning. */
export function sayWarning(who: string, text: string): void {
  process.stderr.write(`${warningLine(who, text)}\n`);
}

/**
 * Says what check warned of again where it is acted upon: the class logs it in a preview alone, for
 * the state does not keep it.
 */
export function sayWarnings({ identity, warnings }: Pick<Inputs, "identity" | "warnings">): void {
  for (const warning of warnings) sayWarning(identity, warning);
}
