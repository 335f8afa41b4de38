import type { Element } from "hast";
import { inUtc } from "../../words";
import type { Report } from "../report";
import { isPool, isUndermined } from "../summary";
import { element } from "./element";
import { inWords, passiveWords } from "./search";

/** The deployment, the time when it was read, and the number of pools of each kind. */
export function headOf(report: Report): Element {
  const { deployment, stacks, readAt } = report;
  const declared =
    stacks.length === 0
      ? " It is not compared with any stack."
      : ` It is compared with the last up of ${stacks.length === 1 ? "this stack" : "these stacks"}: ${stacks.join(", ")}.`;
  return element(
    "header",
    {},
    element("h1", {}, `Sign-in methods of ${deployment}`),
    element("p", {}, "The deployment was read at ", element("time", { dateTime: readAt }, inUtc(readAt)), ".", declared),
    element("dl", {}, ...figuresOf(report)),
  );
}

/** What could not be read or judged; nothing if everything could. */
export function notesOf({ notes }: Report): Element[] {
  if (notes.length === 0) return [];
  return [element("h2", {}, "What could not be read or judged"), element("ul", {}, ...notes.map((note) => element("li", {}, note)))];
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
