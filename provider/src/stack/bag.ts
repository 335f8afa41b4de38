import { hasValue, isUnread, type Found, type Noun, type Values } from "../configurations/noun";

/** A bag of properties as the engine hands it over: it may hold `__provider`, too, which is never looked at. */
export type Properties = Record<string, unknown>;

/** What a program says besides settings; each is documented where it is declared, in `resources/`. */
export interface Options {
  startFrom?: "inherited" | "defaults";
  adopt?: boolean;
  allowGlobalPassive?: boolean;
  allowGlobalPassiveAlone?: boolean;
  allowWithModernAuthentication?: boolean;
  /** Pulumi's own option, of which no verb is told: such a collection stays when it leaves the program, so its Web Services' deletion does not undo a proxy, and no guard takes it for gone. */
  retainOnDelete?: boolean;
}

/** What check wrote down of a collection, for the verbs after it. */
export interface Records {
  /** Of an adopted collection: the values that the declared settings had before; null for one that had none. */
  previous?: Values;
  /**
   * What New carried, or is to carry, beyond the declared settings, because the pool inherited it until then; once the collection is there, as far as it still holds it. Null stands for a secret of an
   * outer collection, here and in `undone`: what that holds counts.
   */
  inherited?: Values;
  /** The part of it that a Get did not find after the write: each update sets it until it is verified. Never in a program's inputs. */
  undone?: Values;
  /**
   * When create found the collection there already, and took it into the state, in milliseconds; left out where New made it. Of two states of one collection the elder knows what was there before. Never
   * in inputs: a preview would show another one each time.
   */
  since?: number;
  /** The settings that were written, where nobody could tell what became of it: the state has no values then. */
  written?: string[];
  /** The settings that the program gave as secrets, here or in an outer collection: their values stand in no message and no log. */
  secretSettings?: string[];
}

/** What a program declared, canonical, with what check wrote down. */
export interface Declared {
  identity: string;
  values: Values;
  options: Options;
  records: Records;
}

/** What a resource puts out and the state keeps: the inputs, whole, and what only the server tells. */
export interface Outputs extends Values {
  identity: string;
  /** The sign-in methods that the collection leaves on, in words. */
  signInMethods: string;
  /** The deployment that this state belongs to; check puts it into the inputs, too, for these are all that the engine hands to the next check. */
  deployment: string;
}

export const optionNames = [
  "startFrom",
  "adopt",
  "allowGlobalPassive",
  "allowGlobalPassiveAlone",
  "allowWithModernAuthentication",
  "retainOnDelete",
] as const;
const recordNames = ["previous", "since", "inherited", "undone", "written", "secretSettings"] as const;

/** The declared part of inputs or outputs. A setting that was written, and of which nobody could tell what became of it, has null. */
export function declaredIn(noun: Noun, properties: Properties): Declared {
  const records: Records = pick(properties, recordNames);
  const written = (records.written ?? []).filter((property) => property in noun.settings);
  return {
    identity: String(properties.identity),
    values: { ...Object.fromEntries(written.map((property) => [property, null])), ...pick(properties, Object.keys(noun.settings)) },
    options: pick(properties, optionNames),
    records,
  };
}

/** Those of the values that a collection still has, or may have. */
export function stillHeld(noun: Noun, values: Values, found: Found): Values {
  const isHeld = (wish: [string, unknown]): boolean => isUnread(found, wish[0]) || hasValue(noun, found, wish);
  return Object.fromEntries(Object.entries(values).filter(isHeld));
}

/** The settings whose values stand in no message and no log, because they are secret in any of these. */
export function secretsOf(...all: readonly (Properties | Records | undefined)[]): string[] {
  const names = all.flatMap((one) => (Array.isArray(one?.secretSettings) ? one.secretSettings.map(String) : []));
  return [...new Set(names)];
}

/** Records without those that say nothing. An empty `previous` says something: the collection was there. */
export function nonEmpty(records: { [R in keyof Records]: Records[R] | undefined }): Records {
  const saysNothing = ([name, record]: [string, unknown]): boolean =>
    record === undefined || (["inherited", "undone", "written"].includes(name) && Object.keys(record as Values).length === 0);
  return Object.fromEntries(Object.entries(records).filter((entry) => !saysNothing(entry)));
}

function pick(properties: Properties, names: readonly string[]): Values {
  const values: Values = {};
  for (const name of names) {
    const value = properties[name] ?? undefined;
    if (value !== undefined) values[name] = value;
  }
  return values;
}
