import type { Report } from "./report";

/** A report. */
export function markdownOf(report: Report): string {
  return report.deployment;
}
