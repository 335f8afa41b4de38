/**
 * What goes between the simulator and a binder: a PowerShell module that has the cmdlets with typed
 * parameters, binds a call as PowerShell does, and sends it on. The simulator is the binder's child
 * process. Each line is base64 of UTF-8 JSON.
 *
 * The simulator's first line is a `Description`. Then it reads a `BoundCall` a line, and answers
 * each by a `ReturnedObject` for each object, and a `CallEnd`. Every text in an object, and in an
 * error, has "=" before it: ConvertFrom-Json takes one that looks like a date for a date.
 */
import type { CsValue } from "../configurations/csValue";
import type { CallError } from "../cmdlets/call";
import type { Cmdlet, CsObject, ParameterType, PropertyType } from "./cmdlet";
import type { SimulatedDeployment } from "./deployment";

/** What a binder needs to have the cmdlets. */
export interface Description {
  /** The module that it stands for, and its version. */
  module: string;
  version: string;
  cmdlets: CmdletDescription[];
  /** Why there are none: a topology that cannot be used. */
  error: CallError | null;
}

/** A cmdlet as a binder has it. */
export interface CmdletDescription {
  name: string;
  parameters: { name: string; type: ParameterType; isMandatory: boolean; isNullable: boolean; set: string | null }[];
  defaultSet: string | null;
  /** Whether it supports ShouldProcess. */
  asks: boolean;
  returns: { class: string; properties: { name: string; type: PropertyType }[] } | null;
}

/**
 * A call whose parameters are bound: a Boolean as it is, a whole number as its digits, a TimeSpan
 * in its constant format, an enum as its name, an object as what makes it; whatever could not be
 * bound to one of these as its text, for the simulator to refuse.
 */
export interface BoundCall {
  /**
   * Any number: the answer has it again, so that one whose caller is gone is not taken for the
   * next.
   */
  id: number;
  cmdlet: string;
  parameters: Record<string, CsValue>;
}

/** An object that a call returns. */
export interface ReturnedObject {
  id: number;
  object: CsObject;
}

/** The end of a call. */
export interface CallEnd {
  id: number;
  error: CallError | null;
}

/** The description of a deployment's cmdlets. */
export function descriptionOf(deployment: SimulatedDeployment): Description {
  return { ...deployment.standsFor, cmdlets: deployment.cmdlets.map(describe), error: null };
}

/** A line of what the simulator says. */
export function lineOf(said: Description | ReturnedObject | CallEnd): string {
  return Buffer.from(JSON.stringify(said), "utf8").toString("base64");
}

/**
 * The call that a line holds. A byte order mark that a binder's runtime wrote before its first line
 * is no part of it.
 */
export function callIn(line: string): BoundCall {
  return JSON.parse(Buffer.from(line.replace(/^\W+/, ""), "base64").toString("utf8")) as BoundCall;
}

/** Objects and errors as they are said: with "=" before each text. */
export function signed<T>(value: T): T {
  const sign = (part: unknown): unknown => {
    if (typeof part === "string") return `=${part}`;
    if (Array.isArray(part)) return part.map(sign);
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, sign(inner)]));
  };
  return sign(value) as T;
}

function describe({ name, parameters, defaultSet, asks = false, returns }: Cmdlet): CmdletDescription {
  return {
    name,
    parameters: [...parameters].map(([parameter, { type, isMandatory = false, isNullable = false, set }]) => ({
      name: parameter,
      type,
      isMandatory,
      isNullable,
      set: set ?? null,
    })),
    defaultSet: defaultSet ?? null,
    asks,
    returns:
      returns === undefined
        ? null
        : { class: returns.class, properties: Object.entries(returns.properties).map(([property, type]) => ({ name: property, type })) },
  };
}
