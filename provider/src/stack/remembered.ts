import type { Noun, Values } from "../configurations/noun";
import { isObject } from "../isObject";
import { decidingSettings } from "./deciding";
import { declaredIn, optionNames, secretsOf, type Declared, type Records } from "./bag";

/** What the stack's state has of a collection until now, as the resource class asks it of the engine and tells check. */
export interface Remembered extends Records {
  identity: string;
  /** The deployment that it belongs to. */
  deployment: string;
  startFrom?: "inherited" | "defaults";
  /** Whether it stays as it is when it leaves the program: Pulumi's `retainOnDelete`. */
  isRetained?: true;
  /** The names of the settings that were declared. */
  settings: string[];
  /** Those among them that decide who can sign in how, with their values; without secrets. Left out where the last write was not verified. */
  signIn?: Values;
}

// What outputs hold besides settings.
const others: readonly string[] = [
  ...["identity", "signInMethods", "deployment", "warnings", "changedSecrets", "drift", "external", "projectFolder", "__provider"],
  ...["previous", "since", "inherited", "undone", "written", "reset", "secretSettings", ...optionNames],
];

/** Reads it off a resource's outputs; undefined for one that `get` read, or that is none of ours. */
export function rememberedIn(noun: Noun, outputs: Readonly<Record<string, unknown>>): Remembered | undefined {
  const { identity, deployment, external, startFrom, previous, since, inherited, undone, written, secretSettings, retainOnDelete } =
    outputs;
  if (typeof identity !== "string" || typeof deployment !== "string" || external === true) return undefined;
  const settings = Object.keys(outputs).filter((name) => !others.includes(name) && (outputs[name] ?? undefined) !== undefined);
  const isVerified = written === undefined && undone === undefined;
  const deciding = decidingSettings(noun).filter((name) => settings.includes(name) && !secretsOf({ secretSettings }).includes(name));
  return {
    identity,
    deployment,
    ...(isVerified ? { signIn: Object.fromEntries(deciding.map((name) => [name, outputs[name]])) } : {}),
    settings: Array.isArray(written) ? [...settings, ...written.map(String)] : settings,
    ...(typeof since === "number" ? { since } : {}),
    ...(startFrom === "inherited" ? { startFrom } : {}),
    ...(retainOnDelete === true ? { isRetained: true } : {}),
    ...(isObject(previous) ? { previous } : {}),
    ...(isObject(inherited) ? { inherited } : {}),
    ...(isObject(undone) ? { undone } : {}),
    ...(Array.isArray(secretSettings) ? { secretSettings: secretSettings.map(String) } : {}),
  };
}

/** What check was told, as claims have it; undefined where it was told nothing, or not yet. The settings' values are not told. */
export function declaredBefore(noun: Noun, remembered: unknown): (Declared & { deployment: string }) | undefined {
  if (!isObject(remembered) || typeof remembered.identity !== "string") return undefined;
  const { identity, deployment, settings, startFrom } = remembered as unknown as Remembered;
  const names = settings.filter((name) => name in noun.settings);
  return {
    identity,
    deployment,
    values: Object.fromEntries(names.map((name) => [name, null])),
    options: startFrom === undefined ? {} : { startFrom },
    records: declaredIn(noun, remembered).records,
  };
}
