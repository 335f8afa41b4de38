/** How a plan can be written. */
export const formats = ["text", "markdown", "json", "powershell"] as const;
export type Format = (typeof formats)[number];
