import type { Element } from "hast";
import type { Report } from "../report";
import { element } from "./element";
import { inWords, marks, marksOf } from "./search";

/**
 * The fields that filter the table, and the line that says how many pools are shown.
 * browser/filter.js reads the fields and filters the table.
 */
export function fieldsOf(report: Report): Element {
  return element(
    "div",
    { className: ["filter"], role: "search", ariaLabel: "Filter" },
    element("label", { htmlFor: ["pool"] }, "Pool or site"),
    element("input", { id: "pool", type: "search", autoComplete: ["off"], spellCheck: "false" }),
    element("label", { htmlFor: ["finding"] }, "Findings"),
    element("select", { id: "finding", autoComplete: ["off"] }, ...choicesOf(report)),
    element("button", { id: "clear", type: "button", ariaKeyShortcuts: "Escape" }, "Clear (Esc)"),
    element("p", { id: "count", role: "status", ariaLive: "polite" }),
  );
}

function choicesOf({ places }: Report): Element[] {
  const counts = new Map<string, number>();
  for (const mark of places.flatMap(marksOf)) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  const choice = (value: string, words: string, count = counts.get(value) ?? 0): Element =>
    element("option", { value }, `${words} (${inWords(count)})`);
  const besides: string[] = Object.values(marks);
  const codes = [...counts.keys()].filter((mark) => !besides.includes(mark)).sort((one, other) => one.localeCompare(other, "en"));
  return [
    choice("", "All", places.length),
    choice(marks.findings, "With findings"),
    choice(marks.undermined, "Undermined"),
    ...codes.map((code) => choice(code, code)),
  ];
}
