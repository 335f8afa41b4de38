import type { CsListChange, CsMade, CsType, CsValue } from "../configurations/csValue";
import { findName } from "../configurations/kinds/choice";
import { formatTimeSpan, readTimeSpan } from "../configurations/kinds/timeSpan";
import { canonicalWhole, readWhole, wholeLimits } from "../configurations/kinds/whole";
import type { Parameters, ParameterType } from "./cmdlet";
import { makeObject } from "./makers";
import { cannotConvert, CmdletFailure, notInRange, notInSet } from "./cmdletFailure";

/** Binds a call's parameters as PowerShell does: unknown names, and values that a type does not take, end the call before it runs. */
export function bind(parameters: Parameters, given: Record<string, CsValue>): Record<string, unknown> {
  const bound: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const known = [...parameters.keys()].find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    if (known === undefined) {
      const error = { category: "InvalidArgument", id: "NamedParameterNotFound" };
      throw new CmdletFailure(error, `A parameter cannot be found that matches parameter name '${name}'.`);
    }
    const type = parameters.get(known);
    bound[known] = bindValue(known, type ?? { name: "Boolean" }, value);
  }
  return bound;
}

function bindValue(name: string, type: NonNullable<ParameterType>, value: CsValue): unknown {
  switch (type.name) {
    case "Boolean":
      if (typeof value === "boolean") return value;
      if (typeof value === "number") return value !== 0;
      throw cannotConvert(name, value, "System.Boolean");
    case "String":
      // A [string] parameter makes an empty text of $null.
      if (value === null) return "";
      if (typeof value === "object") throw cannotConvert(name, value, "System.String");
      return String(value);
    case "Enum":
      return bindName(name, type.values, value);
    case "UInt32":
    case "UInt64":
    case "Int64":
      return bindWhole(name, type, value);
    case "TimeSpan": {
      const ticks = typeof value === "string" ? readTimeSpan(value) : undefined;
      if (ticks === undefined) throw cannotConvert(name, value, "System.TimeSpan");
      return formatTimeSpan(ticks);
    }
    case "Objects":
      if (value === null) return { replace: [] };
      if (typeof value === "object" && "list" in value && isMadeBy(type.element.cmdlet, value.list)) return { replace: value.list };
      throw cannotConvert(name, value, "PSListModifier");
    case "Hashtable":
      if (value === null) return { replace: [] };
      if (typeof value === "object" && !("make" in value) && !("list" in value) && isMadeBy(type.element.cmdlet, madeIn(value)))
        return value;
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
  // Boolean and null convert to numbers, and a number with a fraction is rounded.
  const number =
    value === null
      ? 0n
      : typeof value === "number"
        ? BigInt(Math.round(value))
        : readWhole(typeof value === "boolean" ? Number(value) : value);
  if (number === undefined || number < limits.min || number > limits.max) throw cannotConvert(name, value, `System.${type.name}`);
  const min = BigInt(type.min ?? limits.min);
  const max = BigInt(type.max ?? limits.max);
  if (number < min || number > max) throw notInRange(name, number, min, max);
  return canonicalWhole(number);
}

function madeIn({ add = [], remove = [], replace = [] }: CsListChange): CsMade[] {
  return [...add, ...remove, ...replace];
}

function isMadeBy(cmdlet: string, objects: readonly CsMade[]): boolean {
  return objects.every(({ make }) => make.toLowerCase() === cmdlet.toLowerCase());
}
