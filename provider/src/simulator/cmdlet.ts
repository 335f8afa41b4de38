import type { CsElement, CsType } from "../configurations/csValue";

/** The type of a parameter: a list is given as its objects to New, and as a hashtable to Set; null is a switch. */
export type ParameterType =
  Exclude<CsType, { name: "PSListModifier" }> | { name: "Objects"; element: CsElement } | { name: "Hashtable"; element: CsElement } | null;

/** A cmdlet's parameters, by name. */
export type Parameters = ReadonlyMap<string, ParameterType>;

/** An object that a cmdlet answers: its properties. */
export type CsObject = Record<string, unknown>;

/** What a simulated cmdlet is called with besides its parameters. */
export interface Circumstances {
  /** How old what a Get answers is to be, in seconds: a replica, or a store, that lags behind. */
  lagSeconds: number;
}

/** A simulated cmdlet. */
export interface Cmdlet {
  name: string;
  parameters: Parameters;
  /** Runs with bound parameters. @throws CmdletFailure as the server would fail. */
  run(bound: Record<string, unknown>, circumstances: Circumstances): CsObject[];
}

/** A parameter of type String. */
export const string = { name: "String" } as const;

/** The text of a bound parameter of type String. */
export function textOf(bound: unknown): string {
  return typeof bound === "string" ? bound : "";
}

/** A table of parameters. */
export function parameters(entries: Record<string, ParameterType>): Parameters {
  return new Map(Object.entries(entries));
}
