import * as pulumi from "@pulumi/pulumi";
import { isRpcSecret } from "@pulumi/pulumi/runtime/rpc";
import { isGlobal } from "../configurations/identity";
import type { Noun } from "../configurations/noun";

/** What the class tells check of secrets. */
export interface Secrets {
  /** The names of the arguments that are secret, or have a secret in them. */
  secretSettings?: pulumi.Input<string[]>;
  /**
   * Marks: what a setting was before is as secret as what it is, and the engine encrypts what check
   * puts in the place of a secret.
   */
  previous?: pulumi.Input<unknown>;
}

/**
 * The arguments with those as secrets that the option `additionalSecretOutputs` names: as outputs
 * alone they would stand in the state's inputs in the clear.
 */
export function withSecretOutputs<A extends object>(args: A, { additionalSecretOutputs = [] }: pulumi.CustomResourceOptions): A {
  const named = Object.entries(args).filter(([name, value]) => additionalSecretOutputs.includes(name) && value !== undefined);
  return { ...args, ...Object.fromEntries(named.map(([name, value]) => [name, pulumi.secret(value)])) };
}

/**
 * What is secret of a resource. Only an output can be, so a plain program tells nothing.
 *
 * @param before the settings that were secret until now, as the state has it.
 */
export function secretsAmong(
  noun: Noun,
  args: object,
  { opts, before }: { opts: pulumi.CustomResourceOptions; before: pulumi.Input<string[]> },
): Secrets {
  const { additionalSecretOutputs = [] } = opts;
  const candidates = laterAmong(args);
  const secretSettings = secretAmong(args);
  const isOfGlobal = "identity" in args && isGlobal(String(args.identity).trim());
  const marks = (): pulumi.Input<unknown> => {
    if (additionalSecretOutputs.includes("previous")) return pulumi.secret("");
    // An output of an identity that is known only later.
    if (pulumi.Output.isInstance(before))
      return pulumi.all([secretSettings, before]).apply(([now, until]) => marksOf(noun, [...now, ...until]));
    return Promise.all([secretSettings, before]).then(([now, until]) => marksOf(noun, [...now, ...until]));
  };
  // An output more of each resource would be much of what a program's time goes into. And it is no
  // argument: check refuses one that a program in JavaScript has.
  const mayHavePrevious = !("previous" in args) && (candidates.length > 0 || "adopt" in args || isOfGlobal);
  return {
    ...(candidates.length === 0 ? {} : { secretSettings }),
    ...(mayHavePrevious ? { previous: marks() } : {}),
  };
}

/** For each of them a mark in `previous`; undefined where none is a setting. */
export function marksOf(noun: Noun, secrets: readonly string[]): Record<string, pulumi.Output<string>> | undefined {
  const settings = [...new Set(secrets)].filter((name) => name in noun.settings);
  return settings.length === 0 ? undefined : Object.fromEntries(settings.map((setting) => [setting, pulumi.secret("")]));
}

/** The names of the arguments that are secret, or have a secret in them. */
export async function secretAmong(args: object): Promise<string[]> {
  // A transform may be handed a secret either way.
  const isSecret = async (value: unknown): Promise<boolean> => isRpcSecret(value) || pulumi.isSecret(pulumi.output(value));
  const names = laterAmong(args).map(async ([name, value]) => ((await isSecret(value)) ? [name] : []));
  return (await Promise.all(names)).flat();
}

/** The arguments that may be known only later, or have a part that is: all but plain ones. */
export function laterAmong(args: object): [name: string, value: unknown][] {
  return Object.entries(args).filter(([, value]) => typeof value === "object" && value !== null);
}
