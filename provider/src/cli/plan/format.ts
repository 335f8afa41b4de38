import type { Plan } from "./plan";

/** The formats of a plan. */
export const formats = ["text", "markdown", "json", "powershell"] as const;
export type Format = (typeof formats)[number];

/** Writes a plan. The modules of a format are loaded only if the format is used. */
export async function render(plan: Plan, format: Format): Promise<string> {
  switch (format) {
    case "markdown":
      return (await import("./markdown.js")).markdownOf(plan);
    case "text":
      return (await import("./text.js")).plainTextOf(plan);
    case "powershell":
      return (await import("./script.js")).scriptOf(plan);
    case "json":
      return `${JSON.stringify(plan, undefined, 2)}\n`;
  }
}
