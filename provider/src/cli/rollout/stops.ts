/** What stops a rollout unless the user allows it, in words: one of them, and several. */
export const stopWords = {
  warnings: ["warning", "warnings"],
  replacements: ["replacement", "replacements"],
  deletions: ["deletion", "deletions"],
  drift: ["change outside of Pulumi", "changes outside of Pulumi"],
} as const;

export type Stop = keyof typeof stopWords;
export const stops = Object.keys(stopWords) as readonly Stop[];
