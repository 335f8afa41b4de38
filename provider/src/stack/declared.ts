import { hasValue, isUnread, type Found, type Noun, type Values } from "../configurations/noun";

/** The options of a declaration. Each is documented where it is declared, in `resources/`. */
export interface Options {
  startFrom?: "inherited" | "defaults";
  adopt?: boolean;
  allowGlobalPassive?: boolean;
  allowGlobalPassiveAlone?: boolean;
  allowWithModernAuthentication?: boolean;
  /**
   * Pulumi's own option, which no verb receives. Such a collection stays when it is removed from
   * the program. Deleting its Web Services therefore does not undo its proxy, and no guard takes it
   * for removed.
   */
  retainOnDelete?: boolean;
}

/** What check recorded about a collection. Later verbs receive this. */
export interface Records {
  /**
   * The previous values: for an adopted collection, the values that the declared settings had
   * before the adoption; null for a setting that had no value.
   */
  previous?: Values;
  /**
   * When this stack took over a collection that already existed, in milliseconds. Left out if New
   * created it. If there are two states of one collection, the older one knows what was there
   * before. Never in inputs, because a preview would show another time in each run.
   */
  since?: number;
  /**
   * Values beyond the declared settings that New copies from what the pool inherited until then.
   * Once the collection exists, these are only the values that it still holds. A secret of an outer
   * collection is null, here and in `undone`; its value is then read from that collection.
   */
  inherited?: Values;
  /**
   * The inherited values that a Get did not find after the write. Each update sets them until they
   * are verified. Never in a program's inputs.
   */
  undone?: Values;
  /** The settings of a write whose outcome is unknown. The state then has no values for them. */
  written?: string[];
  /**
   * The settings that the program gave as secrets, here or in an outer collection. Their values are
   * in no message and no log.
   */
  secretSettings?: string[];
}

/**
 * What the stack's state has of a collection so far. The resource class reads it from the engine
 * and sends it to check.
 */
export interface Remembered extends Records {
  identity: string;
  /** The deployment that it belongs to. */
  deployment: string;
  startFrom?: "inherited" | "defaults";
  /**
   * Whether the collection stays when it is removed from the program: Pulumi's `retainOnDelete`.
   */
  isRetained?: true;
  /** The names of the settings that were declared. */
  settings: string[];
  /**
   * The declared settings that decide how users sign in, with their values and without secrets.
   * Left out if the last write was not verified.
   */
  signIn?: Values;
}

/** What a program declared, in canonical form, and what check recorded. */
export interface Declared {
  identity: string;
  values: Values;
  options: Options;
  records: Records;
}

/** The deployment and project that a resource's state belongs to. */
interface Belonging {
  /** The name by which the state remembers the deployment; undefined if it is not written yet. */
  deployment: string | undefined;
  /** The path from the provider's folder to the folder of Pulumi.yaml, if one was passed on. */
  projectFolder?: string | undefined;
}

/** What check returns, and the verbs after it receive. */
export interface Inputs extends Declared, Belonging {
  /**
   * The values that settings return to once they are no longer declared. None of them is a secret.
   */
  reset: Values;
  /**
   * The secret settings whose values change, because a preview shows all secrets in the same way.
   */
  changedSecrets: readonly string[];
  /** The changes that were made outside of Pulumi. */
  drift: readonly string[];
  /** The warnings that the class logs, because only there do they have a URN. */
  warnings: readonly string[];
}

/** Inputs of a declaration, without anything that check found. */
export function inputsOf(declared: Declared, deployment: string | undefined): Inputs {
  const { identity, values, options, records } = declared;
  return { identity, values, options, records, reset: {}, changedSecrets: [], drift: [], warnings: [], deployment };
}

/** What the verbs return and the state keeps. */
export interface State extends Declared, Belonging {
  /**
   * The sign-in methods that the collection leaves on, in words; undefined if they could not be
   * read.
   */
  signInMethods: string | undefined;
  /** Whether `get` reads it. Then it does not belong to this stack. */
  isExternal?: boolean;
}

/** The settings that are secret in any of these. Their values are in no message and no log. */
export function secretsOf(...all: readonly (Records | undefined)[]): string[] {
  return [...new Set(all.flatMap((records) => records?.secretSettings ?? []))];
}

/** The values that a collection still has, or may have. */
export function stillHeld(noun: Noun, values: Values, found: Found): Values {
  const isHeld = ([property, value]: [string, unknown]): boolean => isUnread(found, property) || hasValue(noun, found, [property, value]);
  return Object.fromEntries(Object.entries(values).filter(isHeld));
}

/**
 * Records without empty ones. An empty `previous` is kept, because it records that the collection
 * existed.
 */
export function nonEmpty(records: { [R in keyof Records]: Records[R] | undefined }): Records {
  const saysNothing = ([name, record]: [string, unknown]): boolean =>
    record === undefined || (["inherited", "undone", "written"].includes(name) && Object.keys(record as Values).length === 0);
  return Object.fromEntries(Object.entries(records).filter((entry) => !saysNothing(entry)));
}
