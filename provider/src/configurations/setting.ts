import type { ZodType } from "../zod";
import type { CsType, CsValue } from "./csValue";

/** The first server version that has a setting. */
export type Since = 2010 | 2013 | 2015;

/** What is known about a setting besides the form of its value. */
export interface Facts<T> {
  /** The first server version that has it. */
  since: Since;
  /**
   * The vendor's documented default. Left out if there is none, or if the pages contradict
   * themselves.
   */
  default?: T;
  /** The default in the vendor's pages, if it must never be set. It is only for readers. */
  documentedDefault?: string;
  unit?: string;
  deprecated?: true;
  /** What is unverified about the setting, in words. */
  unverified?: string;
  /** The verbs whose cmdlets take it, by the documentation; New and Set if left out. */
  cmdlets?: readonly ["Set"];
  /** The parameter's name, if it is not the property's name with a capital first letter. */
  parameter?: string;
  /** Whether it also decides which users can sign in and how, although it is no method. */
  decidesSignIn?: true;
  /** The sign-in method, in words, that this value turns on; undefined if it turns none on. */
  signIn?(value: T): string | undefined;
}

/**
 * The form of a setting's values: how they are written, compared, sent and read. `I` is what a
 * program may write, including outputs inside it. `T` is the canonical form.
 */
export interface Kind<T, I = T> {
  readonly csType: CsType;
  /** The allowed values, in words. */
  readonly allowed: string;
  /** The meaning of a server's null; left out if null means that the value is unknown. */
  readonly empty?: T;
  /** What a program may write. It is only for the compiler; no setting has this property. */
  readonly input?: I;
  /**
   * @internal Makes the schema that validates a program's value once all of it is known, and
   * returns its canonical form. Programs read the table and never make a schema.
   */
  schema(): ZodType<T>;
  /**
   * The value that a Get returned, other than null, in a form that can be restored exactly.
   * Undefined if it is no value of this kind.
   */
  fromAnswer(answer: unknown): T | undefined;
  /** Whether two values mean the same. */
  equal(one: T, other: T): boolean;
  /** A value that is the same for values of the same meaning; the value itself if left out. */
  meaning?(value: T): T;
  /**
   * The value that New or Set is given. Undefined if New should not get the parameter. The value
   * itself if left out.
   */
  toParameter?(value: T, verb: "New" | "Set"): CsValue | undefined;
}

/** One setting: the form of its values, and what is known about it. */
export interface Setting<T = unknown, I = T> extends Kind<T, I>, Facts<T> {}

/** A table of settings, by property name. */
export type Settings = Readonly<Record<string, Setting>>;

/** The type of a setting's canonical value. */
export type ValueOf<S> = S extends { equal(one: infer T, other: never): boolean } ? T : never;

/**
 * Canonical values of a table's settings, by property name. An absent value was not declared, or
 * not read.
 */
export type ValuesOf<S extends Settings> = { [P in keyof S]?: ValueOf<S[P]> | undefined };

/** The type of what a program may write for a setting. */
export type InputOf<S> = S extends { readonly input?: infer I } ? I : never;

/** The name of the Cs parameter for a property. */
export function parameterName(property: string, setting: { parameter?: string }): string {
  return setting.parameter ?? property.charAt(0).toUpperCase() + property.slice(1);
}

/**
 * A table with only its own names, because a name that every object has, such as `constructor`, is
 * no setting.
 */
export function byNameAlone<S extends Settings>(settings: S): S {
  return Object.assign(Object.create(null) as S, settings);
}
