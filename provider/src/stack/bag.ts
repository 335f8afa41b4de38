import { isDeepStrictEqual } from "node:util";
import type { Noun, Values } from "../configurations/noun";
import { secretText } from "../cmdlets/commandText";
import { defined } from "../defined";
import { isObject } from "../isObject";
import type { Beside } from "./beside";
import type { Declared, Inputs, Options, Records, Remembered, State } from "./declared";
import { isUnknown } from "./unknown";

// The class, the engine, the provider and the plan hand one flat bag of properties to each other.
// Only this file knows its format. The bag holds side by side: `identity`, the settings, the
// options, what a class sends to check, what check records, and what only the server knows.

/** A bag of properties as the engine hands it over. */
export type Properties = Record<string, unknown>;

const allOptions: Record<keyof Options, true> = {
  startFrom: true,
  adopt: true,
  allowGlobalPassive: true,
  allowGlobalPassiveAlone: true,
  allowWithModernAuthentication: true,
  retainOnDelete: true,
};

/** The names of the options. */
export const optionNames = Object.keys(allOptions);

/**
 * What a class sends to check or to `read`, in addition to what the program declares. Each of them
 * may be an output.
 */
export interface Messages {
  /** See `Beside`. */
  beside?: unknown;
  /** What `get` sends about the stack. It marks a collection that does not belong to this stack. */
  external?: unknown;
  /** The names of the arguments that are secret, or have a secret in them. */
  secretSettings?: unknown;
  /** Marks. The engine encrypts what check puts in their place. */
  previous?: unknown;
  retainOnDelete?: true | undefined;
}

/**
 * The properties of a resource that are no outputs for a program: messages and the results for
 * them.
 */
export const internalNames = ["beside", "secretSettings", "previous", "warnings", "external", "retainOnDelete"] as const;

/** What a class registers a resource with. `provider` is the engine's `__provider`. */
export function registered(args: object, messages: Messages, provider: unknown): Properties {
  return { ...args, ...defined(messages), __provider: provider };
}

/** What a transform receives of these: the arguments, separate from the messages. */
export function registeredIn({ secretSettings, previous, beside, ...args }: Properties): { args: Properties; messages: Messages } {
  return { args, messages: { secretSettings, previous, beside } };
}

/** What check receives of a declaration. */
export interface Given {
  /**
   * The identity, settings and options as the program wrote them, and anything else that it has
   * there.
   */
  args: Properties;
  /** The names of the arguments that are secret, or have a secret in them. */
  secretSettings: readonly string[];
  /** The settings whose earlier values the engine encrypts, because the class marked them. */
  marks: readonly string[];
  beside: Beside;
  /** Whether `pulumi import` sends it. Then no class sends anything. */
  isImport?: true;
}

/** @param olds the old inputs, as check receives them. */
export function givenIn(noun: Noun, properties: Properties, olds: Properties = {}): Given {
  return isImport(olds, properties) ? importedIn(properties) : declaredByClassIn(noun, properties);
}

/**
 * Whether `pulumi import` sends the bag: it sends the same content of its file as old and new
 * inputs, with the deployment in it. A class always adds something for check, which no inputs keep.
 */
function isImport(olds: Properties, news: Properties): boolean {
  return typeof news.deployment === "string" && isDeepStrictEqual(olds, news);
}

function importedIn(properties: Properties): Given {
  const { previous, secretSettings, projectFolder } = properties;
  const args = Object.entries(properties).filter(([name]) => name !== "__provider" && !Object.hasOwn(writtenByCheck, name));
  return {
    args: Object.fromEntries(args),
    secretSettings: textsIn(secretSettings),
    marks: isObject(previous) ? Object.keys(previous) : [],
    beside: besideIn({ projectFolder }),
    isImport: true,
  };
}

function declaredByClassIn({ settings }: Noun, properties: Properties): Given {
  const { beside, secretSettings, previous, ...named } = properties;
  const rest = Object.fromEntries(Object.entries(named).filter(([name]) => name !== "__provider"));
  const isWhole = previous === "";
  const areMarks = isWhole || isUnknown(previous) || (isObject(previous) && Object.values(previous).every((mark) => mark === ""));
  return {
    args: previous === undefined || areMarks ? rest : { ...rest, previous },
    secretSettings: textsIn(secretSettings),
    marks: isWhole ? Object.keys(settings) : isObject(previous) ? Object.keys(previous) : [],
    beside: besideIn(beside),
  };
}

/** What a class sends in one input, as far as it is known yet; empty if it sent nothing. */
export function besideIn(message: unknown): Beside {
  const told: { [P in keyof Beside]?: unknown } = isObject(message) ? message : {};
  const { program, end, remembered, stack, state, outerSecrets, role } = told;
  return defined({
    program: isObject(program) ? program : undefined,
    mark: knownTextIn(told.mark),
    end: isObject(end) && typeof end.port === "number" && typeof end.key === "string" ? { port: end.port, key: end.key } : undefined,
    remembered: isObject(remembered) && typeof remembered.identity === "string" ? (remembered as unknown as Remembered) : undefined,
    stack: isObject(stack) ? stack : undefined,
    projectFolder: knownTextIn(told.projectFolder),
    isExplicit: told.isExplicit === true ? true : undefined,
    state: isObject(state) ? (state as Beside["state"]) : undefined,
    role: knownTextIn(role) as Beside["role"],
    unpaired: knownTextIn(told.unpaired),
    federationService: knownTextIn(told.federationService),
    notWaitedFor: Array.isArray(told.notWaitedFor) ? textsIn(told.notWaitedFor) : undefined,
    after: Array.isArray(told.after) ? textsIn(told.after) : undefined,
    outerSecrets: isObject(outerSecrets) ? (outerSecrets as Beside["outerSecrets"]) : undefined,
  });
}

/**
 * What `read` receives of a resource, which has at least its id; and what `get` sends. That is
 * undefined for a resource of the program.
 */
export function readIn(noun: Noun, id: string, properties: Properties): { state: State; external: Beside | undefined } {
  const { external, identity } = properties;
  const state = stateIn(noun, { ...properties, identity: typeof identity === "string" ? identity : id });
  return { state, external: isObject(external) ? besideIn(external) : undefined };
}

/** The engine's `__provider`: the code that it runs for the resource. */
export function providerIn({ __provider }: Properties): unknown {
  return __provider;
}

/** The identity in a bag; undefined if it has none. */
export function identityIn({ identity }: Properties): string | undefined {
  return textIn(identity);
}

/** The old inputs, as check receives them; undefined for a new resource. */
export function inputsBefore(noun: Noun, properties: Properties): Inputs | undefined {
  return identityIn(properties) === undefined ? undefined : inputsIn(noun, properties);
}

/** Inputs as check returned them. */
export function inputsIn(noun: Noun, properties: Properties): Inputs {
  const { reset, changedSecrets, drift, warnings } = properties;
  return {
    ...declaredIn(noun, properties),
    reset: isObject(reset) ? reset : {},
    changedSecrets: textsIn(changedSecrets),
    drift: textsIn(drift),
    warnings: textsIn(warnings),
    ...belongingIn(properties),
  };
}

/** Inputs in the form that the engine takes. */
export function propertiesOfInputs(inputs: Inputs): Properties {
  const { reset, changedSecrets, drift, warnings, deployment, projectFolder } = inputs;
  const lists = { changedSecrets, drift, warnings };
  return {
    ...propertiesOf(inputs),
    ...defined({ deployment, projectFolder }),
    ...(Object.keys(reset).length === 0 ? {} : { reset }),
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
  };
}

/** Outputs as a verb returned them. */
export function stateIn(noun: Noun, properties: Properties): State {
  const { signInMethods, external } = properties;
  return {
    ...declaredIn(noun, properties),
    signInMethods: typeof signInMethods === "string" ? signInMethods : undefined,
    isExternal: (external ?? undefined) !== undefined,
    ...belongingIn(properties),
  };
}

/** Outputs in the form that the engine takes. */
export function propertiesOfState(state: State): Properties {
  const { signInMethods, deployment, projectFolder, isExternal = false } = state;
  return { ...propertiesOf(state), ...defined({ signInMethods, deployment, projectFolder }), ...(isExternal ? { external: true } : {}) };
}

/** Inputs as a preview shows them. */
export function previewedInputs(noun: Noun, properties: Properties): Inputs {
  return inputsIn(noun, withReadablePrevious(noun, properties));
}

/** Outputs as a preview shows them. */
export function previewedState(noun: Noun, properties: Properties): State {
  return stateIn(noun, withReadablePrevious(noun, properties));
}

/**
 * If one of an adopted collection's earlier values is secret, a preview shows all of them together
 * as one secret. This replaces it with a secret for each declared setting.
 */
function withReadablePrevious(noun: Noun, properties: Properties): Properties {
  if (properties.previous !== secretText) return properties;
  const names = Object.keys(declaredIn(noun, properties).values);
  return { ...properties, previous: Object.fromEntries(names.map((name) => [name, secretText])) };
}

/** The names that check writes into inputs, in addition to what was declared. */
const writtenByCheck: Record<keyof Records | Exclude<keyof Inputs, keyof Declared>, true> = {
  ...{ previous: true, since: true, inherited: true, undone: true, written: true, secretSettings: true },
  ...{ deployment: true, projectFolder: true },
  ...{ reset: true, changedSecrets: true, drift: true, warnings: true },
};

/** The names in outputs that are no settings. */
const besideSettings: Record<keyof Records | keyof Options | Exclude<keyof State | keyof Inputs, keyof Declared | "isExternal">, true> &
  Record<"identity" | "external" | "__provider", true> = {
  ...allOptions,
  ...writtenByCheck,
  ...{ identity: true, signInMethods: true, external: true, __provider: true },
};

/** The names of the settings in outputs, including those that only a later version knows. */
export function settingsIn(properties: Properties): string[] {
  const names = Object.keys(properties).filter((name) => !(name in besideSettings) && (properties[name] ?? undefined) !== undefined);
  return [...names, ...textsIn(properties.written)];
}

/**
 * The declared part of inputs or outputs. A setting that was written with an unknown outcome has
 * null.
 */
function declaredIn(noun: Noun, properties: Properties): Declared {
  const records = recordsIn(properties);
  const written = (records.written ?? []).filter((property) => property in noun.settings);
  return {
    identity: String(properties.identity),
    values: { ...Object.fromEntries(written.map((property) => [property, null])), ...pick(properties, Object.keys(noun.settings)) },
    options: pick(properties, optionNames),
    records,
  };
}

/** What check recorded, in any bag that has it. */
export function recordsIn({ previous, since, inherited, undone, written, secretSettings }: Properties): Records {
  return defined({
    previous: isObject(previous) ? previous : undefined,
    since: typeof since === "number" ? since : undefined,
    inherited: isObject(inherited) ? inherited : undefined,
    undone: isObject(undone) ? undone : undefined,
    written: Array.isArray(written) ? textsIn(written) : undefined,
    secretSettings: Array.isArray(secretSettings) ? textsIn(secretSettings) : undefined,
  });
}

function propertiesOf({ identity, values, options, records }: Declared): Properties {
  return { identity, ...values, ...options, ...records };
}

function belongingIn({ deployment, projectFolder }: Properties): Pick<State, "deployment" | "projectFolder"> {
  return { deployment: textIn(deployment), projectFolder: textIn(projectFolder) };
}

function textIn(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A text if it is known already. */
function knownTextIn(value: unknown): string | undefined {
  return isUnknown(value) ? undefined : textIn(value);
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function pick(properties: Properties, names: readonly string[]): Values {
  const given = names.map((name) => [name, properties[name] ?? undefined] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}
