import { hasValue, isUnread, type Found, type Noun, type Values } from "../configurations/noun";

/**
 * What a program says besides settings; each is documented where it is declared, in `resources/`.
 */
export interface Options {
  startFrom?: "inherited" | "defaults";
  adopt?: boolean;
  allowGlobalPassive?: boolean;
  allowGlobalPassiveAlone?: boolean;
  allowWithModernAuthentication?: boolean;
  /**
   * Pulumi's own option, of which no verb is told: such a collection stays when it leaves the
   * program, so its Web Services' deletion does not undo a proxy, and no guard takes it for gone.
   */
  retainOnDelete?: boolean;
}

/** What check wrote down of a collection, for the verbs after it. */
export interface Records {
  /**
   * Of an adopted collection: the values that the declared settings had before; null for one that
   * had none.
   */
  previous?: Values;
  /**
   * When create found the collection there already, and took it into the state, in milliseconds;
   * left out where New made it. Of two states of one collection the elder knows what was there
   * before. Never in inputs: a preview would show another one each time.
   */
  since?: number;
  /**
   * What New carried, or is to carry, beyond the declared settings, because the pool inherited it
   * until then; once the collection is there, as far as it still holds it. Null stands for a secret
   * of an outer collection, here and in `undone`: what that holds counts.
   */
  inherited?: Values;
  /**
   * The part of it that a Get did not find after the write: each update sets it until it is
   * verified. Never in a program's inputs.
   */
  undone?: Values;
  /**
   * The settings that were written, where nobody could tell what became of it: the state has no
   * values then.
   */
  written?: string[];
  /**
   * The settings that the program gave as secrets, here or in an outer collection: their values
   * stand in no message and no log.
   */
  secretSettings?: string[];
}

/**
 * What the stack's state has of a collection until now, as the resource class asks it of the engine
 * and tells check.
 */
export interface Remembered extends Records {
  identity: string;
  /** The deployment that it belongs to. */
  deployment: string;
  startFrom?: "inherited" | "defaults";
  /** Whether it stays as it is when it leaves the program: Pulumi's `retainOnDelete`. */
  isRetained?: true;
  /** The names of the settings that were declared. */
  settings: string[];
  /**
   * Those among them that decide who can sign in how, with their values; without secrets. Left out
   * where the last write was not verified.
   */
  signIn?: Values;
}

/** What a program declared, canonical, with what check wrote down. */
export interface Declared {
  identity: string;
  values: Values;
  options: Options;
  records: Records;
}

/** Where a resource's state belongs. */
interface Belonging {
  /** The deployment, as the state remembers it; undefined where it has not been written yet. */
  deployment: string | undefined;
  /** The path from the provider's folder to that of Pulumi.yaml, where it was handed on. */
  projectFolder?: string | undefined;
}

/** What check answers, and the verbs after it are given. */
export interface Inputs extends Declared, Belonging {
  /** What settings that are no longer declared go back to; none of them is a secret. */
  reset: Values;
  /** The secret settings whose values change: a preview shows every secret alike. */
  changedSecrets: readonly string[];
  /** What somebody has changed behind the stack's back. */
  drift: readonly string[];
  /** What the class logs, for only there do they have a URN. */
  warnings: readonly string[];
}

/** Inputs of what is declared, with nothing that check found. */
export function inputsOf(declared: Declared, deployment: string | undefined): Inputs {
  const { identity, values, options, records } = declared;
  return { identity, values, options, records, reset: {}, changedSecrets: [], drift: [], warnings: [], deployment };
}

/** What the verbs answer, and the state keeps. */
export interface State extends Declared, Belonging {
  /**
   * The sign-in methods that the collection leaves on, in words; undefined where nobody could read
   * them.
   */
  signInMethods: string | undefined;
  /** Whether `get` reads it: it is not this stack's. */
  isExternal?: boolean;
}

/**
 * The settings whose values stand in no message and no log, because they are secret in any of
 * these.
 */
export function secretsOf(...all: readonly (Records | undefined)[]): string[] {
  return [...new Set(all.flatMap((records) => records?.secretSettings ?? []))];
}

/** Those of the values that a collection still has, or may have. */
export function stillHeld(noun: Noun, values: Values, found: Found): Values {
  const isHeld = ([property, value]: [string, unknown]): boolean => isUnread(found, property) || hasValue(noun, found, [property, value]);
  return Object.fromEntries(Object.entries(values).filter(isHeld));
}

/**
 * Records without those that say nothing. An empty `previous` says something: the collection was
 * there.
 */
export function nonEmpty(records: { [R in keyof Records]: Records[R] | undefined }): Records {
  const saysNothing = ([name, record]: [string, unknown]): boolean =>
    record === undefined || (["inherited", "undone", "written"].includes(name) && Object.keys(record as Values).length === 0);
  return Object.fromEntries(Object.entries(records).filter((entry) => !saysNothing(entry)));
}
