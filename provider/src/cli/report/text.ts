import type { Report } from "./report";

/** A report. */
export function textOf(report: Report): string {
  return report.deployment;
}
