import type { Element } from "hast";
import { findingText } from "../../../finding";
import type { Place, Report, ReportedCollection, ReportedMethod, ReportFinding } from "../report";
import { isPool, isUndermined } from "../summary";
import { element } from "./element";
import { marksOf, passiveWords, searchTextOf } from "./search";

const columns = ["Service", "Collection", "Sign-in methods"];

/**
 * The table. Each place is a group of rows: its name, a row for each collection, and a row for the
 * findings.
 */
export function tableOf(report: Report): Element {
  const head = columns.map((name) => element("th", { scope: "col" }, name));
  return element(
    "table",
    {},
    element("caption", {}, "Sign-in methods by pool"),
    element("thead", {}, element("tr", {}, ...head)),
    ...report.places.map((place) => groupOf(place, report)),
  );
}

function groupOf(place: Place, report: Report): Element {
  return element(
    "tbody",
    { dataText: searchTextOf(place), dataMarks: marksOf(place).join(" "), ...(isPool(place) ? { dataPool: "" } : {}) },
    placeRow(place, report),
    ...place.collections.map((collection) => collectionRow(collection, report)),
    ...(place.findings.length === 0 ? [] : [findingsRow(place.findings)]),
  );
}

function placeRow(place: Place, report: Report): Element {
  const states = [
    ...(place.isPassiveDeclared ? [element("span", { className: ["passive"] }, passiveWords(report))] : []),
    ...(isUndermined(place) ? [element("strong", { className: ["undermined"] }, "undermined")] : []),
  ];
  return element(
    "tr",
    { className: ["place"] },
    element("th", { scope: "rowgroup", colSpan: 2 }, place.name, " ", element("small", {}, place.site ?? "wider scope")),
    element("td", {}, ...states.flatMap((state) => [state, " "])),
  );
}

function collectionRow(
  { service, configuration, identity, isInherited, methods, declaredBy }: ReportedCollection,
  { stacks }: Report,
): Element {
  const declared = declaredBy === null ? "declared by no stack" : `declared by ${declaredBy.stack}: ${declaredBy.resource}`;
  return element(
    "tr",
    {},
    element("td", {}, ...(service === null ? [] : [service, " "]), element("small", {}, configuration)),
    element(
      "td",
      {},
      isInherited ? `inherited from ${identity}` : identity,
      ...(stacks.length > 0 ? [" ", element("small", {}, declared)] : []),
    ),
    element("td", {}, element("ul", { className: ["methods"] }, ...methods.map(methodItem))),
  );
}

function methodItem({ parameter, state, value, declared, isAsDeclared }: ReportedMethod): Element {
  // If a secret differs, the page says so, but does not show the secret.
  const differs = isAsDeclared === false || (isAsDeclared === null && declared !== null);
  return element(
    "li",
    { className: [state] },
    element("b", {}, state),
    ` ${parameter}: ${value ?? "unknown"}`,
    ...(differs ? [" ", element("em", {}, `declared: ${declared ?? "a secret"}`)] : []),
  );
}

function findingsRow(findings: readonly ReportFinding[]): Element {
  const items = findings.map((finding) =>
    element("li", { className: [finding.severity] }, element("b", {}, severityWords[finding.severity]), ` ${findingText(finding)}`),
  );
  return element("tr", {}, element("td", { colSpan: columns.length }, element("ul", { className: ["findings"] }, ...items)));
}

const severityWords: Record<ReportFinding["severity"], string> = {
  undermines: "undermines passive authentication:",
  warning: "warning:",
  information: "information:",
};
