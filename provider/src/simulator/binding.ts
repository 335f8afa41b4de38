import type { CsListChange, CsMade, CsType, CsValue } from "../configurations/csValue";
import { findName } from "../configurations/kinds/choice";
import { formatTimeSpan, readTimeSpan } from "../configurations/kinds/timeSpan";
import { canonicalWhole, readWhole, wholeLimits } from "../configurations/kinds/whole";
import { allParameters, type Cmdlet, type Parameters, type ParameterType } from "./cmdlet";
import { makeObject } from "./makers";
import { ambiguousSet, cannotConvert, CmdletFailure, emptyText, missingParameter, notInRange, notInSet } from "./cmdletFailure";

/**
 * Binds a call's parameters as PowerShell does: unknown names, values that a type does not take, parameters that exclude each other, and missing
 * ones end the call before it runs.
 */
export function bind(cmdlet: Pick<Cmdlet, "parameters" | "asks">, given: Record<string, CsValue>): Record<string, unknown> {
  // What a parameter needs is made before the call is looked at, whatever becomes of the call.
  for (const made of Object.values(given).flatMap(madeIn)) makeObject(made);
  const parameters = allParameters(cmdlet);
  const bound: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const known = [...parameters.keys()].find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    if (known === undefined) {
      const error = { category: "InvalidArgument", id: "NamedParameterNotFound" };
      throw new CmdletFailure(error, `A parameter cannot be found that matches parameter name '${name}'.`);
    }
    bound[known] = bindValue(known, parameters.get(known)?.type ?? { name: "Switch" }, value);
  }
  requireOneSet(parameters, bound);
  requireMandatory(parameters, bound);
  return bound;
}

function requireOneSet(parameters: Parameters, bound: Record<string, unknown>): void {
  const sets = new Set(Object.keys(bound).flatMap((name) => parameters.get(name)?.set ?? []));
  if (sets.size > 1) throw ambiguousSet();
}

function requireMandatory(parameters: Parameters, bound: Record<string, unknown>): void {
  for (const [name, { type, isMandatory = false }] of parameters) {
    if (!isMandatory) continue;
    if (!(name in bound)) throw missingParameter(name);
    if (type.name === "String" && bound[name] === "") throw emptyText(name);
  }
}

function bindValue(name: string, type: ParameterType, value: CsValue): unknown {
  switch (type.name) {
    case "Boolean":
    case "Switch":
      if (typeof value === "boolean") return value;
      if (typeof value === "number") return value !== 0;
      throw cannotConvert(name, value, "System.Boolean");
    case "String":
    case "Identity":
      // A [string] parameter makes an empty text of $null.
      if (value === null) return "";
      if (typeof value === "object") throw cannotConvert(name, value, "System.String");
      if (typeof value === "boolean") return value ? "True" : "False";
      return String(value);
    case "Enum":
      return bindName(name, type.values, value);
    case "UInt32":
    case "UInt64":
    case "Int64":
      return bindWhole(name, type, value);
    case "TimeSpan": {
      const ticks = ticksOf(value);
      if (ticks === undefined) throw cannotConvert(name, value, "System.TimeSpan");
      return formatTimeSpan(ticks);
    }
    case "Objects":
      if (value === null) return { replace: [] };
      // An array of objects takes a single one.
      if (typeof value === "object" && "make" in value && isMadeBy(type.element.cmdlet, [value])) return { replace: [value] };
      if (typeof value === "object" && "list" in value && isMadeBy(type.element.cmdlet, value.list)) return { replace: value.list };
      throw cannotConvert(name, value, "PSListModifier");
    case "Hashtable":
      if (value === null) return { replace: [] };
      if (typeof value === "object" && !("make" in value) && !("list" in value) && isMadeBy(type.element.cmdlet, madeIn(value)))
        return bindChange(name, value);
      throw cannotConvert(name, value, "System.Collections.Hashtable");
    case "IRealmChoice":
      if (typeof value === "object" && value !== null && "make" in value && value.make.startsWith("New-CsSipProxy"))
        return makeObject(value);
      throw cannotConvert(name, value, "Microsoft.Rtc.Management.WritableConfig.Settings.SipProxy.IRealmChoice");
  }
}

function bindName(name: string, values: readonly string[], value: CsValue): string {
  const known = findName(values, value);
  if (known === undefined) throw notInSet(name, value, values);
  return known;
}

function bindWhole(name: string, type: Extract<CsType, { name: "UInt32" | "UInt64" | "Int64" }>, value: CsValue): unknown {
  const limits = wholeLimits[type.name];
  const number = numberOf(value);
  if (number === undefined || number < limits.min || number > limits.max) throw cannotConvert(name, value, `System.${type.name}`);
  const min = BigInt(type.min ?? limits.min);
  const max = BigInt(type.max ?? limits.max);
  if (number < min || number > max) throw notInRange(name, number, min, max);
  return canonicalWhole(number);
}

// Boolean, null and an empty text convert to numbers, and so does the text of a number with a fraction, or in hexadecimal digits.
function numberOf(value: CsValue): bigint | undefined {
  if (value === null || value === "") return 0n;
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (typeof value === "number") return rounded(value);
  if (typeof value !== "string") return undefined;
  if (/^\s*0x[0-9a-f]+\s*$/i.test(value)) return BigInt(value.trim().toLowerCase());
  if (/^\s*[+-]?\d+\.\d+\s*$/.test(value)) return rounded(Number(value));
  return readWhole(value);
}

// .NET rounds a half to the even number.
function rounded(number: number): bigint {
  const near = Math.round(number);
  return BigInt(Math.abs(number % 1) === 0.5 && near % 2 !== 0 ? near - 1 : near);
}

// A number counts ticks; a text that is one, days; one with a single colon, hours and minutes.
function ticksOf(value: CsValue): bigint | undefined {
  if (typeof value === "number") return Number.isInteger(value) && value >= 0 ? BigInt(value) : undefined;
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  if (/^\d+$/.test(text)) return readTimeSpan(`${text}.00:00:00`);
  return readTimeSpan(/^(?:\d+\.)?\d+:\d+$/.test(text) ? `${text}:00` : text);
}

// What is to be done with a list; the keys of a hashtable ignore case.
function bindChange(name: string, change: CsListChange): CsListChange {
  return Object.fromEntries(
    Object.entries(change).map(([key, made]) => {
      const known = findName(listChanges, key);
      if (known === undefined) throw cannotConvert(name, change, "PSListModifier");
      return [known, made as CsMade[]];
    }),
  );
}

const listChanges = ["add", "remove", "replace"] as const;

function madeIn(value: CsValue): CsMade[] {
  if (typeof value !== "object" || value === null) return [];
  return "make" in value ? [value] : (Object.values(value) as CsMade[][]).flat();
}

function isMadeBy(cmdlet: string, objects: readonly CsMade[]): boolean {
  return objects.every(({ make }) => make.toLowerCase() === cmdlet.toLowerCase());
}
