import type * as levenshtein from "fastest-levenshtein";

/**
 * The candidate that a mistyped word most likely stands for, if there is a likely one: at most a
 * third of its letters differ.
 */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  // Loaded here: only an error needs it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { distance } = require("fastest-levenshtein") as typeof levenshtein;
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((one, other) => one.distance - other.distance);
  const best = ranked[0];
  return best !== undefined && best.distance <= Math.max(2, word.length / 3) ? best.candidate : undefined;
}
