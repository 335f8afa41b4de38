import type * as zod from "zod";

/** zod is handed in, not imported: the table is read in processes that never validate, and zod takes 40 ms to load. */
export type Zod = typeof zod;

/** The first server version that has a setting; Subscription Edition counts as 2019. */
export type Since = 2010 | 2013 | 2015;

/** The type of a Cs cmdlet's parameter, as PowerShell's binder sees it. */
export type CsType = { name: "Boolean" } | { name: "String" } | { name: "Enum"; values: readonly string[] };

/** What is known of one setting besides the form of its value. */
export interface Facts<T> {
  /** The first server version that has it. */
  since: Since;
  /** The vendor's documented default; left out where the vendor does not document one. */
  default?: T;
  /** The parameter's name, where it is not the property's with a capital first letter. */
  parameter?: string;
  /** The sign-in method, in words, that this value turns on; undefined when it turns none on. */
  signIn?(value: T): string | undefined;
}

/** One setting: how its value is written, compared, sent and read, and what is known of it. */
export interface Setting<T = unknown> extends Facts<T> {
  readonly csType: CsType;
  /** What is allowed, in words. */
  readonly allowed: string;
  /** Validates a program's value and answers its canonical form. */
  schema(z: Zod): zod.ZodType<T>;
  /** The canonical form of what a Get answered; undefined for an answer that is no value of this setting. */
  fromAnswer(answer: unknown): T | undefined;
  equal(one: T, other: T): boolean;
}

/** A table of settings, by property name. */
export type Settings = Readonly<Record<string, Setting>>;

/** The type of a setting's value. */
export type ValueOf<S> = S extends { equal(one: infer T, other: never): boolean } ? T : never;

/** The name of the Cs parameter that a property stands for. */
export function parameterName(property: string, setting: { parameter?: string }): string {
  return setting.parameter ?? property.charAt(0).toUpperCase() + property.slice(1);
}

/** True or false. */
export function boolean(facts: Facts<boolean>): Setting<boolean> {
  return {
    ...facts,
    csType: { name: "Boolean" },
    allowed: "true or false",
    schema: (z) => z.boolean(),
    fromAnswer: (answer) => (typeof answer === "boolean" ? answer : undefined),
    equal: Object.is,
  };
}

/** One of a few names; case does not matter, the canonical form is the vendor's spelling. */
export function choice<const V extends string>(values: readonly V[], facts: Facts<V>): Setting<V> {
  const find = (text: unknown): V | undefined =>
    typeof text === "string" ? values.find((value) => value.toLowerCase() === text.toLowerCase()) : undefined;
  return {
    ...facts,
    csType: { name: "Enum", values },
    allowed: `one of ${values.map((value) => `"${value}"`).join(", ")}`,
    schema: (z) =>
      z.string().transform((text, context) => {
        const value = find(text);
        if (value !== undefined) return value;
        context.issues.push({ code: "custom", input: text });
        return z.NEVER;
      }),
    fromAnswer: find,
    equal: Object.is,
  };
}

/** An absolute https URI. */
export function httpsUri(facts: Facts<string>): Setting<string> {
  return {
    ...facts,
    csType: { name: "String" },
    allowed: 'an absolute https URI, such as "https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml"',
    schema: (z) => z.string().refine(isHttpsUri),
    fromAnswer: (answer) => (answer === null ? "" : typeof answer === "string" ? answer : undefined),
    equal: Object.is,
  };
}

function isHttpsUri(text: string): boolean {
  return /^https:\/\/[^\s/]/i.test(text) && URL.canParse(text) && !/\s/.test(text);
}
