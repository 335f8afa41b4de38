/**
 * A run that did not do its work: what was run, what is wrong with it. Its figures would be worth
 * nothing.
 */
export class BenchError extends Error {
  /** @override */
  name = "BenchError";
}
