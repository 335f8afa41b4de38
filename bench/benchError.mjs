/**
 * The failure of a run that did not do its work: what was run, and what is wrong. The figures of
 * such a run are worthless.
 */
export class BenchError extends Error {
  /** @override */
  name = "BenchError";
}
