import { perNoun } from "./perNoun";
import { parameterName } from "./setting";
import type { Settings } from "./setting";
import { sortedText } from "./sortedText";
import { omit } from "./values";

/** The services of a pool that a Cs configuration can belong to. */
export type Service = "WebServer" | "Registrar" | "EdgeServer";

/** A kind of Cs configuration, as data: all that the verbs and the simulator know about it. */
export interface Noun<S extends Settings = Settings> {
  /** The resource's type, such as `WebServiceConfiguration`. */
  readonly type: string;
  /** The cmdlets' noun, such as `CsWebServiceConfiguration`. */
  readonly cs: string;
  /** Whether a site can have a collection of its own. */
  readonly siteScope: boolean;
  /** The services that can have a collection of their own. */
  readonly services: readonly Service[];
  /**
   * Which part of sign-in it governs: how a client gets a web ticket, how it signs in at a proxy,
   * or nothing. The guards decide by this.
   */
  readonly governs: "webTicket" | "proxySignIn" | "nothing";
  readonly settings: S;
}

/**
 * A collection's canonical values by property name. An absent value was not declared, or not read.
 */
export type Values = Record<string, unknown>;

/** A collection's settings as they are. */
export interface Found {
  values: Values;
  /**
   * What the server returned for settings whose value could not be read, unchanged. Left out if
   * there are none. Such a setting is not in `values`, because it is unknown: it may have any
   * value.
   */
  unread?: Values;
}

/** Whether a setting's value could not be read. */
export function isUnread({ unread = {} }: Found, property: string): boolean {
  return property in unread;
}

/** The part of found settings that could not be read, without these properties. */
export function unreadBut(found: Found, properties: readonly string[]): Pick<Found, "unread"> {
  const unread = omit(found.unread ?? {}, properties);
  return Object.keys(unread).length === 0 ? {} : { unread };
}

/** The name of the parameter for each of a noun's properties. */
export const parametersOf = perNoun(
  ({ settings }: Noun): ReadonlyMap<string, string> =>
    new Map(Object.entries(settings).map(([property, setting]) => [property, parameterName(property, setting)])),
);

/** Whether two values of a property mean the same; null and missing are the same. */
export function sameValue(noun: Noun, property: string, [one, other]: readonly [unknown, unknown]): boolean {
  if ((one ?? undefined) === undefined || (other ?? undefined) === undefined) return (one ?? undefined) === (other ?? undefined);
  return noun.settings[property]?.equal(one, other) ?? false;
}

/** Whether a collection is known to have a value. */
export function hasValue(noun: Noun, found: Found, [property, value]: readonly [string, unknown]): boolean {
  return !isUnread(found, property) && sameValue(noun, property, [value, found.values[property]]);
}

/** The wanted values that a collection is not known to have. */
export function differing(noun: Noun, wanted: Values, found: Found): Values {
  return Object.fromEntries(Object.entries(wanted).filter((wish) => !hasValue(noun, found, wish)));
}

/** A value that is the same for all values of a setting that mean the same. */
export function meaningOf(noun: Noun, property: string, value: unknown): unknown {
  return noun.settings[property]?.meaning?.(value) ?? value;
}

/**
 * The wanted values that a collection is not known to have with exactly the same letters, because a
 * restored value must be as it was.
 */
export function differingInLetters(noun: Noun, wanted: Values, found: Found): Values {
  const isAsWanted = (wish: readonly [string, unknown]): boolean =>
    hasValue(noun, found, wish) && sortedText(wish[1]) === sortedText(found.values[wish[0]]);
  return Object.fromEntries(Object.entries(wanted).filter((wish) => !isAsWanted(wish)));
}

/** Whether a setting turns a sign-in method on or off. */
export function isMethod(noun: Noun, property: string): boolean {
  return noun.settings[property]?.signIn !== undefined;
}

/** The sign-in methods that are on, each in words. */
export function methodsOn(noun: Noun, values: Values): string[] {
  return Object.entries(noun.settings).flatMap(([property, setting]) => {
    const value = values[property];
    return (value === undefined ? undefined : setting.signIn?.(value)) ?? [];
  });
}

/** The sign-in methods that a collection leaves on, in words; "none" if there are none. */
export function signInMethods(noun: Noun, values: Values): string {
  const methods = methodsOn(noun, values);
  return methods.length === 0 ? "none" : methods.join(", ");
}

/** The vendor's documented defaults. */
export function documentedDefaults(noun: Noun): Values {
  return Object.fromEntries(
    Object.entries(noun.settings).flatMap(([property, setting]) => (setting.default === undefined ? [] : [[property, setting.default]])),
  );
}

/**
 * The sign-in methods of a collection as it is, in words. A method whose setting could not be read
 * is named as such, because it may be on.
 */
export function methodsIn(noun: Noun, found: Found): string {
  const unread = Object.keys(found.unread ?? {}).filter((property) => isMethod(noun, property));
  const methods = signInMethods(noun, found.values);
  return unread.length === 0 ? methods : `${methods}; it is unknown whether ${unread.join(", ")} turns a method on`;
}
