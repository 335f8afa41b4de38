import type { CsElement, CsType } from "../configurations/csValue";

/**
 * The type of a parameter: a list is given as its objects to New, and as a hashtable of changes to
 * Set.
 */
export type ParameterType =
  | Exclude<CsType, { name: "PSListModifier" }>
  | { name: "Objects"; element: CsElement }
  | { name: "Hashtable"; element: CsElement }
  /** The server's class of identities, which takes any text: what it names, the server decides. */
  | { name: "Identity" }
  | { name: "Switch" };

/** A parameter of a cmdlet. */
export interface Parameter {
  type: ParameterType;
  isMandatory?: boolean;
  /** Whether it takes $null beside its type's values, as Set's Booleans, numbers and names do. */
  isNullable?: boolean;
  /** The parameter set that it is in; every one where left out. */
  set?: string;
}

/** A cmdlet's parameters, by name. */
export type Parameters = ReadonlyMap<string, Parameter>;

/** The type of a property of what a cmdlet returns. */
export type PropertyType =
  CsType | { name: "Identity" } | { name: "Fqdn" } | { name: "Strings" } | { name: "Int32" } | { name: "DateTime" };

/** What the objects that a cmdlet returns are: the name of their class, and their properties. */
export interface Returned {
  class: string;
  properties: Readonly<Record<string, PropertyType>>;
}

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
  /** Without those of `asks`. */
  parameters: Parameters;
  /**
   * The parameter set that a call is in if its parameters leave several; where there are none, left
   * out.
   */
  defaultSet?: string;
  /**
   * Whether it asks before it changes anything (SupportsShouldProcess), and has -WhatIf and
   * -Confirm for that.
   */
  asks?: boolean;
  /** What it returns; left out where that is nothing. */
  returns?: Returned;
  /** Runs with bound parameters. @throws CmdletFailure as the server would fail. */
  run(bound: Record<string, unknown>, circumstances: Circumstances): CsObject[];
}

/** A parameter of type String. */
export const string: Parameter = { type: { name: "String" } };

/** A parameter that is an identity. */
export const identity: Parameter = { type: { name: "Identity" } };

/** A switch. */
export const aSwitch: Parameter = { type: { name: "Switch" } };

/** A parameter without which the cmdlet is not called. */
export function mandatory(parameter: Parameter): Parameter {
  return { ...parameter, isMandatory: true };
}

/** The text of a bound parameter of type String. */
export function boundText(bound: unknown): string {
  return typeof bound === "string" ? bound : "";
}

/** A table of parameters. */
export function parameters(entries: Record<string, Parameter>): Parameters {
  return new Map(Object.entries(entries));
}

/** All parameters that a call of a cmdlet may have. */
export function allParameters({ parameters: own, asks = false }: Pick<Cmdlet, "parameters" | "asks">): Parameters {
  return asks ? new Map([...own, ["WhatIf", aSwitch], ["Confirm", aSwitch]]) : own;
}
