import type { Report } from "./report";

/** The formats in which a report can be written. */
export const formats = ["text", "markdown", "html", "json"] as const;
export type Format = (typeof formats)[number];

/** Writes a report. The code for a format is loaded only if that format is used. */
export async function render(report: Report, format: Format): Promise<string> {
  switch (format) {
    case "json":
      return `${JSON.stringify(report, undefined, 2)}\n`;
    case "text":
      return (await import("./text.js")).textOf(report);
    case "markdown":
      return (await import("./markdown.js")).markdownOf(report);
    case "html":
      return (await import("./html/page.js")).pageOf(report);
  }
}
