import type { Element } from "hast";
import { inUtc } from "../../words";
import type { Report } from "../report";
import { isPool, isUndermined } from "../summary";
import { element } from "./element";
import { inWords, passiveWords } from "./search";

/** What the report is of, when it was read, and how many pools it has of each kind. */
export function headOf(report: Report): Element {
  const { deployment, stacks, readAt } = report;
  const declared =
    stacks.length === 0
      ? " No stack is compared."
      : ` Declared is what the last up of ${stacks.length === 1 ? "this stack" : "these stacks"} left: ${stacks.join(", ")}.`;
  return element(
    "header",
    {},
    element("h1", {}, `Sign-in methods of ${deployment}`),
    element("p", {}, "Read at ", element("time", { dateTime: readAt }, inUtc(readAt)), ".", declared),
    element("dl", {}, ...figuresOf(report)),
  );
}

/** What could not be told; nothing where all could. */
export function notesOf({ notes }: Report): Element[] {
  if (notes.length === 0) return [];
  return [element("h2", {}, "What could not be told"), element("ul", {}, ...notes.map((note) => element("li", {}, note)))];
}

function figuresOf(report: Report): Element[] {
  const { places } = report;
  const passive = passiveWords(report);
  const figure = (name: string, { length }: readonly unknown[], className = ""): Element =>
    element(
      "div",
      className === "" || length === 0 ? {} : { className: [className] },
      element("dt", {}, name),
      element("dd", {}, inWords(length)),
    );
  return [
    figure("Pools", places.filter(isPool)),
    figure(
      passive.charAt(0).toUpperCase() + passive.slice(1),
      places.filter(({ isPassiveDeclared }) => isPassiveDeclared),
    ),
    figure("Undermined", places.filter(isUndermined), "undermined"),
    figure(
      "With findings",
      places.filter(({ findings }) => findings.length > 0),
    ),
  ];
}
