/** How what doctor found can be written. */
export const formats = ["text", "json"] as const;
export type Format = (typeof formats)[number];
