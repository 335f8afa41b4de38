import type * as levenshtein from "fastest-levenshtein";

/**
 * Returns the candidate that a mistyped word most likely means. At most a third of its letters may
 * differ; otherwise the result is undefined.
 */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  // Loaded here, because only an error needs it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { distance } = require("fastest-levenshtein") as typeof levenshtein;
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((one, other) => one.distance - other.distance);
  const best = ranked[0];
  return best !== undefined && best.distance <= Math.max(2, word.length / 3) ? best.candidate : undefined;
}
