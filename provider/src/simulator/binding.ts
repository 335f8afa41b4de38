import { parametersOf, type Noun } from "../configurations/noun";
import type { CsType, Setting } from "../configurations/setting";
import type { CsValue } from "../powershell/protocol";
import { CmdletFailure } from "./cmdletFailure";
import type { Topology } from "./topology";

type Verb = "New" | "Get" | "Set" | "Remove";

/** The parameters of each verb besides the noun's settings; PowerShell's own names for them are case-insensitive. */
const common: Record<Verb, readonly string[]> = {
  New: ["Identity", "Force", "Confirm", "WhatIf"],
  Get: ["Identity"],
  Set: ["Identity", "Force", "Confirm", "WhatIf"],
  Remove: ["Identity", "Force", "Confirm", "WhatIf"],
};

/** A call's parameters after binding: the identity as given, and settings by parameter name. */
export interface Bound {
  identity: string | undefined;
  settings: Record<string, unknown>;
}

/** The settings that the module of this server version has, by parameter name. */
export function settingsOfVersion(noun: Noun, version: Topology["serverVersion"]): Map<string, Setting> {
  const year = version === "SE" ? 2019 : version;
  const names = [...parametersOf(noun)].flatMap(([property, parameter]) => {
    const setting = noun.settings[property];
    return setting !== undefined && setting.since <= year ? [[parameter, setting] as const] : [];
  });
  return new Map(names);
}

/** Binds parameters as PowerShell does: unknown names, and values that a type or a set of names does not take, end the call before it runs. */
export function bind(noun: Noun, verb: Verb, version: Topology["serverVersion"], parameters: Record<string, CsValue>): Bound {
  const bound: Bound = { identity: undefined, settings: {} };
  const settings = verb === "New" || verb === "Set" ? settingsOfVersion(noun, version) : new Map<string, Setting>();
  for (const [given, value] of Object.entries(parameters)) {
    const name = [...common[verb], ...settings.keys()].find((known) => known.toLowerCase() === given.toLowerCase());
    if (name === undefined) throw unknownParameter(given);
    if (name === "Identity") bound.identity = String(value);
    const setting = settings.get(name);
    if (setting !== undefined) bound.settings[name] = bindValue(name, setting.csType, value);
  }
  return bound;
}

function bindValue(name: string, type: CsType, value: CsValue): unknown {
  switch (type.name) {
    case "Boolean":
      if (typeof value === "boolean") return value;
      if (typeof value === "number") return value !== 0;
      throw cannotConvert(name, value, "System.Boolean");
    case "String":
      return value === null ? null : String(value);
    case "Enum": {
      const known = type.values.find((allowed) => allowed.toLowerCase() === String(value).toLowerCase());
      if (known !== undefined) return known;
      throw new CmdletFailure(
        { category: "InvalidData", id: "ParameterArgumentValidationError" },
        `Cannot validate argument on parameter '${name}'. The argument "${String(value)}" does not belong to the set "${type.values.join(",")}".`,
      );
    }
  }
}

function unknownParameter(name: string): CmdletFailure {
  return new CmdletFailure(
    { category: "InvalidArgument", id: "NamedParameterNotFound" },
    `A parameter cannot be found that matches parameter name '${name}'.`,
  );
}

function cannotConvert(name: string, value: CsValue, type: string): CmdletFailure {
  return new CmdletFailure(
    { category: "InvalidData", id: "ParameterArgumentTransformationError" },
    `Cannot process argument transformation on parameter '${name}'. Cannot convert value "${String(value)}" to type "${type}".`,
  );
}
