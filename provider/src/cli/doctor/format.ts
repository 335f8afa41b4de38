/** The formats in which doctor can write its results. */
export const formats = ["text", "json"] as const;
export type Format = (typeof formats)[number];
