import type { Report, ReportedCollection, ReportedMethod } from "./report";
import { sourceOf } from "./summary";

/** The pools, their collections, and each sign-in method: rows of texts. */
export interface Matrix {
  head: string[];
  rows: string[][];
}

/** The report as rows of texts, with a column for each sign-in method. */
export function matrixOf({ places }: Pick<Report, "places">): Matrix {
  const methods = [
    ...new Set(places.flatMap(({ collections }) => collections.flatMap((one) => one.methods.flatMap(({ method }) => method ?? [])))),
  ];
  const rows = places.flatMap(({ name, collections }) =>
    collections.map((collection, index) => [
      index === 0 ? name : "",
      sourceOf(collection),
      ...methods.map((method) => cellOf(collection, method)),
    ]),
  );
  return { head: ["Pool", "Collection", ...methods], rows };
}

function cellOf({ methods }: ReportedCollection, name: string): string {
  const method = methods.find((one) => one.method === name);
  return method === undefined ? "" : `${stateWords(method)}${declaredSign(method)}`;
}

/** Whether a method is on; its value, if it can be on in several ways. */
function stateWords({ state, value }: ReportedMethod): string {
  if (state === "unknown") return "?";
  return state === "on" && value !== null && value !== "True" ? value : state;
}

function declaredSign({ isAsDeclared }: ReportedMethod): string {
  return isAsDeclared === null ? "" : isAsDeclared ? " =" : " ≠";
}

/** What the signs mean. */
export const signsLegend = "= as declared, ≠ not as declared";
