import { warningLine } from "../finding";
import type { Inputs } from "../stack/declared";

/**
 * Prints a message from the provider process. The engine shows what the process writes to standard
 * error, but without a resource, so the line begins with the identity. Standard output belongs to
 * the engine.
 */
export function say(identity: string, message: string): void {
  process.stderr.write(`${identity}: ${message}\n`);
}

/** Prints a warning. */
export function sayWarning(who: string, text: string): void {
  process.stderr.write(`${warningLine(who, text)}\n`);
}

/**
 * Prints check's warnings again in the run that acts on them. The class logs them only in a
 * preview, because the state does not keep them.
 */
export function sayWarnings({ identity, warnings }: Pick<Inputs, "identity" | "warnings">): void {
  for (const warning of warnings) sayWarning(identity, warning);
}
