import type { ZodType } from "../zod";
import type { CsType, CsValue } from "./csValue";

/** The first server version that has a setting. */
export type Since = 2010 | 2013 | 2015;

/** What is known of one setting besides the form of its value. */
export interface Facts<T> {
  /** The first server version that has it. */
  since: Since;
  /**
   * The vendor's documented default; left out where there is none, or where it contradicts itself.
   */
  default?: T;
  /**
   * What the vendor's pages print as the default, where that must never be set: for readers alone.
   */
  documentedDefault?: string;
  unit?: string;
  deprecated?: true;
  /** What nobody could verify. */
  unverified?: string;
  /** The verbs whose cmdlets take it, by the documentation; New and Set where left out. */
  cmdlets?: readonly ["Set"];
  /** The parameter's name, where it is not the property's with a capital first letter. */
  parameter?: string;
  /** Whether it, too, decides who can sign in how, although it is no method. */
  decidesSignIn?: true;
  /** The sign-in method, in words, that this value turns on; undefined when it turns none on. */
  signIn?(value: T): string | undefined;
}

/**
 * The form of a setting's values: how they are written, compared, sent and read. `I` is what a
 * program may write, outputs in it included; `T` is the canonical form.
 */
export interface Kind<T, I = T> {
  readonly csType: CsType;
  /** What is allowed, in words. */
  readonly allowed: string;
  /** What a server's null means; left out where it means that nothing is known. */
  readonly empty?: T;
  /** What a program may write: for the compiler alone, no setting has it. */
  readonly input?: I;
  /**
   * @internal Makes the schema that validates a program's value, once all of it is known, and
   * answers its canonical form. Programs read the table, and make none.
   */
  schema(): ZodType<T>;
  /**
   * What a Get answered, null apart, in canonical form, where it can be set back to the letter;
   * undefined for an answer that is no value of this kind.
   */
  fromAnswer(answer: unknown): T | undefined;
  /** Whether two values mean the same. */
  equal(one: T, other: T): boolean;
  /** What values of the same meaning have in common; the value itself where left out. */
  meaning?(value: T): T;
  /**
   * What New or Set is given; undefined where New is better not told. The value itself where left
   * out.
   */
  toParameter?(value: T, verb: "New" | "Set"): CsValue | undefined;
}

/** One setting: the form of its values, and what is known of it. */
export interface Setting<T = unknown, I = T> extends Kind<T, I>, Facts<T> {}

/** A table of settings, by property name. */
export type Settings = Readonly<Record<string, Setting>>;

/** The type of a setting's canonical value. */
export type ValueOf<S> = S extends { equal(one: infer T, other: never): boolean } ? T : never;

/**
 * Canonical values of a table's settings, by property name; what is absent was not declared or not
 * read.
 */
export type ValuesOf<S extends Settings> = { [P in keyof S]?: ValueOf<S[P]> | undefined };

/** The type of what a program may write for a setting. */
export type InputOf<S> = S extends { readonly input?: infer I } ? I : never;

/** The name of the Cs parameter that a property stands for. */
export function parameterName(property: string, setting: { parameter?: string }): string {
  return setting.parameter ?? property.charAt(0).toUpperCase() + property.slice(1);
}

/**
 * A table in which a name is found only if it stands there: what every object has, such as
 * `constructor`, is no setting.
 */
export function byNameAlone<S extends Settings>(settings: S): S {
  return Object.assign(Object.create(null) as S, settings);
}
