/** What stops a rollout unless the user allows it, with the singular of each word. */
export const stopWords = { warnings: "warning", replacements: "replacement", deletions: "deletion", drift: "drift" } as const;

export type Stop = keyof typeof stopWords;
export const stops = Object.keys(stopWords) as readonly Stop[];
