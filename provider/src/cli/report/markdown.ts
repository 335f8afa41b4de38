import type { RootContent } from "mdast";
import { firstFew } from "../../listed";
import { code, fitting, listOf, markdownLimit, paragraph, table, tablePieces, text, writer, type Piece } from "../markdown";
import { matrixOf, signsLegend } from "./matrix";
import type { Report } from "./report";
import { findingGroups, headOf, severityLegend, summaryOf } from "./summary";

/** A report for a pull request or a ticket: first the findings, the worst first, then the table. */
export async function markdownOf(report: Report, limit = markdownLimit): Promise<string> {
  const write = await writer();
  const part = (counted: Piece["counted"], ...children: RootContent[]): Piece => ({
    text: `\n${write({ type: "root", children })}`,
    counted,
  });
  const { head, rows } = matrixOf(report);
  const groups = findingGroups(report);
  const legend = [...(groups.length === 0 ? [] : [severityLegend]), ...(report.stacks.length === 0 ? [] : [signsLegend])];
  const cells = [
    head.map((name) => [text(name)]),
    ...rows.map(([pool = "", ...rest]) => [pool === "" ? [] : [code(pool)], ...rest.map((cell) => [text(cell)])]),
  ];
  const pieces: Piece[] = [
    part(
      ["section", "sections"],
      { type: "heading", depth: 2, children: [text("Sign-in methods by pool")] },
      paragraph(text(headOf(report))),
      paragraph(text(summaryOf(report))),
    ),
    ...(report.notes.length === 0 ? [] : [{ ...part(["note", "notes"], listOf(report.notes)), isNote: true as const }]),
    ...groups.map(({ words, places }) => part(["finding", "findings"], listOf([`${words} (${firstFew(places, placesShown)})`]))),
    ...(legend.length === 0 ? [] : [part(["section", "sections"], paragraph(text(legend.join("; "))))]),
    ...tablePieces(write, table(cells)),
  ];
  return fitting(pieces, { limit, whole: "pulumi-lync report --format text" }).trimStart();
}

const placesShown = 20;
