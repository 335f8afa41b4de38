import Table from "cli-table3";
import { visible } from "../words";
import { matrixOf, signsLegend } from "./matrix";
import type { Report } from "./report";
import { findingGroups, headOf, severityLegend, summaryOf } from "./summary";

/** A report for a terminal: a table, and the findings below it. No format relies on colour. */
export function textOf(report: Report): string {
  const parts = [
    `${visible(headOf(report))}\n${visible(summaryOf(report))}`,
    tableOf(report),
    findingsOf(report),
    ...report.notes.map(visible),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function tableOf(report: Report): string {
  const { head, rows } = matrixOf(report);
  const table = new Table({ head, style: { head: [], border: [], compact: true } });
  for (const row of rows) table.push(row.map(visible));
  return report.stacks.length === 0 ? table.toString() : `${table.toString()}\n${signsLegend}`;
}

function findingsOf(report: Report): string {
  const groups = findingGroups(report);
  if (groups.length === 0) return "";
  const lines = groups.map(({ words, places }) => `${visible(words)}\n   at ${places.map(visible).join(", ")}`);
  return [...lines, "", severityLegend].join("\n");
}
