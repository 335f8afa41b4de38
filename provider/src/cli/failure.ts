/**
 * A failure whose message is all that the user sees: what was being done, why it failed, and what
 * to do next.
 */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";
}

/**
 * The text that the user sees for an error. An expected error shows its message. Any other error is
 * a fault in this package, so it shows its stack trace.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isForeseen = error instanceof CommandFailure || error.name === "LyncError" || error.name === "CommandError";
  return isForeseen ? error.message : (error.stack ?? error.message);
}
