/**
 * A failure that a command tells its user in one sentence: what was being done, why it failed, and
 * what to do next.
 */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";
}

/**
 * What a user is told of any error: of one that was foreseen its words, of any other, which is a
 * fault of ours, its stack too.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isForeseen = error instanceof CommandFailure || error.name === "LyncError" || error.name === "CommandError";
  return isForeseen ? error.message : (error.stack ?? error.message);
}
