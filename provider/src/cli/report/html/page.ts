import type { Report } from "../report";

/** A report. */
export function pageOf(report: Report): string {
  return report.deployment;
}
