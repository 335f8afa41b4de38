import type { CsValue } from "../configurations/csValue";
import { parametersOf, type Found, type Noun, type Values } from "../configurations/noun";
import { defined } from "../defined";
import { LyncError } from "../errors";
import { commandText } from "../cmdlets/commandText";
import type { Call, CallResult } from "../cmdlets/call";
import { cmdletError } from "./cmdletError";
import type { Collection, Hidden, Write } from "./deployment";

/**
 * A Get of one collection, or of all. If it succeeds, it returns an object: the global collection
 * always exists, and a Get with the identity of an absent collection fails.
 */
export function getCall(noun: Noun, identity?: string): Call {
  const parameters: Call["parameters"] = defined({ Identity: identity });
  return { cmdlet: `Get-${noun.cs}`, parameters, select: ["Identity", ...parametersOf(noun).values()], neverEmpty: true };
}

/** The verb and the values of a New or a Set. */
export interface ValuesWrite {
  verb: "New" | "Set";
  values: Values;
  hidden?: Hidden;
}

/** The call of a New or a Set with these values. */
export function writeCall(noun: Noun, identity: string, { verb, values, hidden = {} }: ValuesWrite): Call {
  const parameters: Call["parameters"] = { Identity: identity };
  for (const [property, name] of parametersOf(noun)) {
    const setting = noun.settings[property];
    if (setting === undefined || !(property in values)) continue;
    const given = values[property] as CsValue;
    const value = given === null || setting.toParameter === undefined ? given : setting.toParameter(given, verb);
    if (value !== undefined) parameters[name] = value;
  }
  const named = (properties: readonly string[] = []): string[] => properties.flatMap((property) => parametersOf(noun).get(property) ?? []);
  const unknown = [...unknownIdentity(hidden), ...named(hidden.unknown)];
  return { cmdlet: `${verb}-${noun.cs}`, parameters, secret: named(hidden.secrets), unknown };
}

function unknownIdentity({ isIdentityUnknown = false }: Hidden): string[] {
  return isIdentityUnknown ? ["Identity"] : [];
}

/**
 * The settings that this module's New does not take, so that a Set after it must set them.
 *
 * @param taken the parameters of New. If they are unknown, the result is empty.
 */
export function setAfterNew(noun: Noun, taken: readonly string[] | undefined): string[] {
  if (taken === undefined) return [];
  return [...parametersOf(noun)].flatMap(([property, name]) => (taken.includes(name) ? [] : [property]));
}

/**
 * The calls of a write. `taken` lists the parameters that this module's New takes. A Set after the
 * New sets the rest.
 */
export function writeCalls(
  noun: Noun,
  identity: string,
  { write, taken, hidden = {} }: { write: Write; taken: readonly string[] | undefined; hidden?: Hidden },
): Call[] {
  if (write.verb === "Remove")
    return [{ cmdlet: `Remove-${noun.cs}`, parameters: { Identity: identity }, unknown: unknownIdentity(hidden) }];
  if (write.verb === "Set")
    return Object.keys(write.values).length === 0 ? [] : [writeCall(noun, identity, { verb: "Set", values: write.values, hidden })];
  const after = setAfterNew(noun, taken);
  const part = (isAfter: boolean): Values =>
    Object.fromEntries(Object.entries(write.values).filter(([property]) => after.includes(property) === isAfter));
  return [
    writeCall(noun, identity, { verb: "New", values: part(false), hidden }),
    ...writeCalls(noun, identity, { write: { verb: "Set", values: part(true) }, taken, hidden }),
  ];
}

/** The objects that a call returned. @throws LyncError for a call that failed or was not run. */
export function objectsOf(call: Call, result: CallResult | undefined): Record<string, unknown>[] {
  if (result === undefined)
    throw new LyncError(`PowerShell returned no result for: ${commandText(call)}`, { kind: "badAnswer", cmdlet: commandText(call) });
  if (result.error !== null) throw cmdletError(call, result.error);
  return result.objects;
}

/** The collection that an object from a Get describes. */
export function collectionOf(noun: Noun, object: Record<string, unknown>): Collection {
  const identity = object.Identity;
  if (typeof identity !== "string" || identity === "") {
    throw new LyncError(`Get-${noun.cs} returned an object without an Identity.`, { kind: "badAnswer" });
  }
  return { identity, ...settingsOf(noun, object) };
}

/**
 * The settings of an object that a cmdlet returned. A value that cannot be read is returned in
 * `unread`, so that the other values can still be used.
 */
export function settingsOf(noun: Noun, object: Record<string, unknown>): Found {
  const values: Values = {};
  const unread: Values = {};
  for (const [property, parameter] of parametersOf(noun)) {
    const answer = object[parameter];
    // An older server does not have this setting.
    if (answer === undefined) continue;
    const setting = noun.settings[property];
    const value = answer === null ? setting?.empty : setting?.fromAnswer(answer);
    if (value !== undefined) values[property] = value;
    else if (answer !== null) unread[property] = answer;
  }
  return Object.keys(unread).length === 0 ? { values } : { values, unread };
}
