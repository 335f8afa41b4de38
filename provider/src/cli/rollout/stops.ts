/** What a rollout stops at unless it is allowed, with the word for one of it. */
export const stopWords = { warnings: "warning", replacements: "replacement", deletions: "deletion", drift: "drift" } as const;

export type Stop = keyof typeof stopWords;
export const stops = Object.keys(stopWords) as readonly Stop[];
