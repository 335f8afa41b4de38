import { isUnread, sameValue } from "../../configurations/noun";
import { parameterName, type Setting } from "../../configurations/setting";
import { secretText } from "../../cmdlets/commandText";
import { decidingSettings } from "../../stack/deciding";
import { isInherited, isMissing, type Held } from "./held";
import type { ReportedCollection, ReportedMethod } from "./report";

/** A collection as a report shows it. */
export function reportedOf(held: Held): ReportedCollection {
  const { noun, service, found, declared } = held;
  return {
    configuration: noun.cs,
    service,
    identity: found.identity,
    isInherited: isInherited(held),
    methods: decidingSettings(noun).map((property) => methodOf(held, property)),
    declaredBy: declared === undefined ? null : { stack: declared.stack, resource: declared.resource },
  };
}

function methodOf(held: Held, property: string): ReportedMethod {
  const { noun, found, declared } = held;
  const setting = noun.settings[property];
  const isSecret = declared?.secrets.includes(property) === true;
  const isUnknown = isUnread(found, property) || found.values[property] === undefined;
  const value = isUnknown ? undefined : found.values[property];
  const wanted = isSecret ? undefined : declared?.state.values[property];
  return {
    method: setting === undefined ? null : methodWord(setting),
    parameter: setting === undefined ? property : parameterName(property, setting),
    state: isUnknown ? "unknown" : isOn(setting, value) ? "on" : "off",
    value: isUnknown ? null : isSecret ? secretText : printed(value),
    declared: wanted === undefined ? null : printed(wanted),
    isAsDeclared: wanted === undefined || isUnknown ? null : !isMissing(held) && sameValue(noun, property, [wanted, value]),
  };
}

/**
 * Whether a setting turns its method on. A setting without a method of its own counts as on if it
 * differs from its default.
 */
function isOn(setting: Setting | undefined, value: unknown): boolean {
  if (setting?.signIn !== undefined) return setting.signIn(value) !== undefined;
  return value !== setting?.default;
}

/**
 * The sign-in methods that have no value in a collection, so that it is unknown whether they are
 * on.
 */
export function unknownMethods({ noun, found }: Held): string[] {
  const settings = Object.entries(noun.settings).filter(([property]) => found.values[property] === undefined);
  return settings.flatMap(([, setting]) => methodWord(setting) ?? []);
}

/** A value as PowerShell prints it. */
function printed(value: unknown): string {
  return typeof value === "boolean" ? (value ? "True" : "False") : String(value);
}

/** The method that a setting turns on, in one word; null if it turns none on. */
export function methodWord(setting: Setting): string | null {
  const values = setting.csType.name === "Enum" ? setting.csType.values : [true];
  const words = values.flatMap((value) => setting.signIn?.(value) ?? []);
  return words[0]?.replace(/ \(.*\)$/, "") ?? null;
}
