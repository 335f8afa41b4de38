import type { CsListChange, CsMade, CsType, CsValue } from "../configurations/csValue";
import { findName } from "../configurations/kinds/choice";
import { canonicalWhole, wholeLimits } from "../configurations/kinds/whole";
import { allParameters, type Cmdlet, type CsObject, type Parameter, type Parameters } from "./cmdlet";
import { toBoolean, toName, toTimeSpan, toWhole } from "./conversion";
import {
  ambiguousSet,
  CmdletFailure,
  cannotBind,
  cannotConvert,
  cannotConvertToBoolean,
  emptyText,
  missingParameter,
  notInRange,
  nullBoolean,
  nullMandatory,
  unknownParameter,
} from "./cmdletFailure";
import { findMaker } from "./makers";

/**
 * Binds a call's parameters as PowerShell does for compiled cmdlets. The call fails before it runs
 * if a name is unknown, a type does not take a value, parameters exclude each other, or a mandatory
 * parameter is missing.
 */
export function bind(cmdlet: Pick<Cmdlet, "parameters" | "asks">, given: Record<string, CsValue>): Record<string, unknown> {
  // PowerShell makes the objects for parameters first, even if the call then fails.
  for (const made of Object.values(given).flatMap(madeIn)) makeObject(made);
  const parameters = allParameters(cmdlet);
  const all = [...parameters];
  const bound: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const [known, parameter] = all.find(([candidate]) => candidate.toLowerCase() === name.toLowerCase()) ?? [];
    if (known === undefined || parameter === undefined) throw unknownParameter(name);
    bound[known] = value === null ? bindNull(known, parameter) : bindValue(known, parameter, value);
  }
  requireOneSet(parameters, bound);
  requireMandatory(parameters, bound);
  return bound;
}

/**
 * Makes an object for a parameter with its cmdlet, whose own parameters are bound in the same way.
 */
export function makeObject({ make, with: given }: CsMade): CsObject {
  const maker = findMaker(make);
  if (maker === undefined)
    throw new CmdletFailure({ category: "ObjectNotFound", id: "CommandNotFoundException" }, `The term '${make}' is not recognized.`);
  try {
    const [object] = maker.run(bind(maker, given), { lagSeconds: 0 });
    return object ?? {};
  } catch (error) {
    if (error instanceof CmdletFailure) error.cmdlet = maker.name;
    throw error;
  }
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

function bindNull(name: string, { type, isMandatory = false, isNullable = false }: Parameter): unknown {
  if (isMandatory) throw nullMandatory(name);
  switch (type.name) {
    case "Switch":
      return true;
    case "String":
    case "Identity":
      return "";
    case "Objects":
    case "Hashtable":
    case "IRealmChoice":
      return null;
    case "Boolean":
      if (!isNullable) throw nullBoolean(name);
      return null;
    case "UInt32":
    case "UInt64":
    case "Int64":
    case "Enum":
    case "TimeSpan":
      // A range refuses null, even if the type accepts it.
      if ("min" in type || "max" in type) throw notInRange(name, null, limitsOf(type));
      if (!isNullable) throw cannotBind(name);
      return null;
  }
}

function bindValue(name: string, { type }: Parameter, value: Exclude<CsValue, null>): unknown {
  switch (type.name) {
    case "Boolean":
    case "Switch":
      return toBoolean(value) ?? refuse(cannotConvertToBoolean(name, value));
    case "Identity":
      if (typeof value === "boolean") throw cannotConvert(name, value, "XdsIdentity");
      return bindText(name, value);
    case "String":
      return bindText(name, value);
    case "Enum":
      return toName(type.values, value) ?? refuse(cannotConvert(name, value, `one of ${type.values.join(", ")}`));
    case "UInt32":
    case "UInt64":
    case "Int64":
      return bindWhole(name, type, value);
    case "TimeSpan":
      return toTimeSpan(value) ?? refuse(cannotConvert(name, value, "System.TimeSpan"));
    case "Objects":
      return { replace: elementsOf(value, type.element.cmdlet) ?? refuse(cannotConvert(name, value, "System.Collections.Generic.List")) };
    case "Hashtable": {
      // PSListModifier also takes objects, which then replace the whole list.
      const objects = elementsOf(value, type.element.cmdlet);
      const change = objects === undefined ? changeOf(value, type.element.cmdlet) : { replace: objects };
      return change ?? refuse(cannotConvert(name, value, "System.Management.Automation.PSListModifier"));
    }
    case "IRealmChoice":
      if (isMade(value) && value.make.startsWith("New-CsSipProxy")) return makeObject(value);
      throw cannotConvert(name, value, "Microsoft.Rtc.Management.WritableConfig.Settings.SipProxy.IRealmChoice");
  }
}

function refuse(failure: Error): never {
  throw failure;
}

function bindText(name: string, value: Exclude<CsValue, null>): string {
  if (typeof value === "object") throw cannotConvert(name, value, "System.String");
  if (typeof value === "boolean") return value ? "True" : "False";
  return String(value);
}

type WholeType = Extract<CsType, { name: "UInt32" | "UInt64" | "Int64" }>;

function bindWhole(name: string, type: WholeType, value: CsValue): unknown {
  const holds = wholeLimits[type.name];
  const number = toWhole(value);
  if (number === undefined || number < holds.min || number > holds.max) throw cannotConvert(name, value, `System.${type.name}`);
  const limits = limitsOf(type);
  if (number < limits.min || number > limits.max) throw notInRange(name, number, limits);
  return canonicalWhole(number);
}

function limitsOf(type: WholeType): { min: bigint; max: bigint } {
  const { min, max } = wholeLimits[type.name];
  return { min: BigInt(type.min ?? min), max: BigInt(type.max ?? max) };
}

/**
 * The objects of a list, or a single object as a list. Undefined for any other value, and if
 * another cmdlet makes one of the objects.
 */
function elementsOf(value: CsValue, maker: string): CsMade[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const objects = "list" in value ? value.list : "make" in value ? [value] : undefined;
  return objects?.every((object) => isMadeBy(maker, object)) === true ? objects : undefined;
}

/**
 * The changes to a list, from a hashtable whose keys ignore case. Undefined for any other value.
 */
function changeOf(value: CsValue, maker: string): CsListChange | undefined {
  if (typeof value !== "object" || value === null || "list" in value || "make" in value) return undefined;
  const changes = Object.entries(value).map(
    ([key, objects]) => [findName(["add", "remove", "replace"], key), objects as CsMade[]] as const,
  );
  const isChange = changes.every(([key, objects]) => key !== undefined && objects.every((object) => isMadeBy(maker, object)));
  return isChange ? (Object.fromEntries(changes) as CsListChange) : undefined;
}

function isMadeBy(maker: string, object: unknown): boolean {
  return isMade(object) && object.make.toLowerCase() === maker.toLowerCase();
}

// A binder does not check the elements of a list, so any value may be in it.
function isMade(value: unknown): value is CsMade {
  return typeof value === "object" && value !== null && "make" in value;
}

function madeIn(value: CsValue): CsMade[] {
  if (typeof value !== "object" || value === null) return [];
  return "make" in value ? [value] : (Object.values(value) as unknown[]).flat().filter(isMade);
}
