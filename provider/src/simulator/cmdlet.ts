import type { CsElement, CsType } from "../configurations/csValue";

/** The type of a parameter. New takes a list as its objects, Set as a hashtable of changes. */
export type ParameterType =
  | Exclude<CsType, { name: "PSListModifier" }>
  | { name: "Objects"; element: CsElement }
  | { name: "Hashtable"; element: CsElement }
  /** The server's class of identities, which takes any text. The server checks it later. */
  | { name: "Identity" }
  | { name: "Switch" };

/** A parameter of a cmdlet. */
export interface Parameter {
  type: ParameterType;
  isMandatory?: boolean;
  /** Whether it also takes $null, as Booleans, numbers and enums of Set do. @default false */
  isNullable?: boolean;
  /** The parameter set that it is in. @default all parameter sets */
  set?: string;
}

/** A cmdlet's parameters, by name. */
export type Parameters = ReadonlyMap<string, Parameter>;

/** The type of a property of an object that a cmdlet returns. */
export type PropertyType =
  CsType | { name: "Identity" } | { name: "Fqdn" } | { name: "Strings" } | { name: "Int32" } | { name: "DateTime" };

/** The objects that a cmdlet returns: the name of their class, and their properties. */
export interface Returned {
  class: string;
  properties: Readonly<Record<string, PropertyType>>;
}

/** An object that a cmdlet returns: its properties, by PowerShell's names, such as `Identity`. */
export type CsObject = Record<string, unknown>;

/** What affects a simulated cmdlet besides its parameters. */
export interface Circumstances {
  /** The age in seconds of the values that a Get returns, for a replica or a store that lags. */
  lagSeconds: number;
}

/** A simulated cmdlet. */
export interface Cmdlet {
  name: string;
  /** The parameters, without the two that `asks` adds. */
  parameters: Parameters;
  /**
   * The parameter set of a call whose parameters fit several. Left out if there are no parameter
   * sets.
   */
  defaultSet?: string;
  /**
   * Whether it asks before it changes anything (SupportsShouldProcess), and so has -WhatIf and
   * -Confirm.
   */
  asks?: boolean;
  /** What it returns. Left out if it returns nothing. */
  returns?: Returned;
  /** Runs with bound parameters. @throws CmdletFailure as the server would fail. */
  run(bound: Record<string, unknown>, circumstances: Circumstances): CsObject[];
}

/** A parameter of type String. */
export const string: Parameter = { type: { name: "String" } };

/** A parameter of type Identity. */
export const identity: Parameter = { type: { name: "Identity" } };

/** A parameter of type Switch. */
export const aSwitch: Parameter = { type: { name: "Switch" } };

/** A mandatory parameter. */
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

/** All parameters that a call may have, with -WhatIf and -Confirm if the cmdlet asks. */
export function allParameters({ parameters: own, asks = false }: Pick<Cmdlet, "parameters" | "asks">): Parameters {
  return asks ? new Map([...own, ["WhatIf", aSwitch], ["Confirm", aSwitch]]) : own;
}
