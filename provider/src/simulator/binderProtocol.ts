/**
 * The protocol between the simulator and a binder. A binder is a PowerShell module that has the
 * cmdlets with typed parameters. It binds a call as PowerShell does, and sends the call to the
 * simulator, which is its child process. Each line is base64 of UTF-8 JSON.
 *
 * The simulator's first line is a `Description`. Then it reads one `BoundCall` per line. For each
 * call it prints a `ReturnedObject` for each object, and then a `CallEnd`. Every text in an object
 * or an error has "=" before it, because ConvertFrom-Json turns a text that looks like a date into
 * a date.
 */
import type { CsValue } from "../configurations/csValue";
import type { CallError } from "../cmdlets/call";
import type { Cmdlet, CsObject, ParameterType, PropertyType } from "./cmdlet";
import type { SimulatedDeployment } from "./deployment";

/** What a binder needs to define the cmdlets. */
export interface Description {
  /** The module that is simulated. */
  module: string;
  /** The version of that module. */
  version: string;
  cmdlets: CmdletDescription[];
  /** The error in the topology file, if the file cannot be used. There are no cmdlets then. */
  error: CallError | null;
}

/** A cmdlet as a binder defines it. */
export interface CmdletDescription {
  name: string;
  parameters: { name: string; type: ParameterType; isMandatory: boolean; isNullable: boolean; set: string | null }[];
  defaultSet: string | null;
  /** Whether it supports ShouldProcess. */
  asks: boolean;
  returns: { class: string; properties: { name: string; type: PropertyType }[] } | null;
}

/**
 * A call whose parameters are bound. A Boolean is sent unchanged. A whole number is sent as its
 * digits, and a TimeSpan in its constant format. An enum is sent as its name, and an object as the
 * cmdlet that makes it. Any other value is sent as its text, and the simulator refuses it.
 */
export interface BoundCall {
  /**
   * Any number. The answer repeats it, so that the answer to a stopped call is not taken for the
   * answer to the next one.
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

/** A line that the simulator prints. */
export function lineOf(said: Description | ReturnedObject | CallEnd): string {
  return Buffer.from(JSON.stringify(said), "utf8").toString("base64");
}

/**
 * The call in a line. A byte order mark is ignored, because a binder's runtime may write one before
 * its first line.
 */
export function callIn(line: string): BoundCall {
  return JSON.parse(Buffer.from(line.replace(/^\W+/, ""), "base64").toString("utf8")) as BoundCall;
}

/** Objects and errors as they are sent, with "=" before each text. */
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
