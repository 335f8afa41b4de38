import * as pulumi from "@pulumi/pulumi";
import { isRpcSecret } from "@pulumi/pulumi/runtime/rpc";
import { isGlobal } from "../configurations/identity";
import type { Noun } from "../configurations/noun";

/** What the class reports to check about secrets. */
export interface Secrets {
  /** The names of the arguments that are secret, or have a secret in them. */
  secretSettings?: pulumi.Input<string[]>;
  /**
   * A mark for each secret setting, because its earlier value is as secret as the present one. The
   * engine encrypts what check returns at the place of a secret.
   */
  previous?: pulumi.Input<unknown>;
}

/**
 * Returns the arguments, with those made secret that the option `additionalSecretOutputs` names. If
 * only the outputs were secret, the state's inputs would contain the values unencrypted.
 */
export function withSecretOutputs<A extends object>(args: A, { additionalSecretOutputs = [] }: pulumi.CustomResourceOptions): A {
  const named = Object.entries(args).filter(([name, value]) => additionalSecretOutputs.includes(name) && value !== undefined);
  return { ...args, ...Object.fromEntries(named.map(([name, value]) => [name, pulumi.secret(value)])) };
}

/**
 * Returns what is secret in a resource. Only an output can be secret, so for plain arguments there
 * is nothing to report.
 *
 * @param before the settings that are secret in the old state.
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
    // `before` is an output if the identity is known only later.
    if (pulumi.Output.isInstance(before))
      return pulumi.all([secretSettings, before]).apply(([now, until]) => marksOf(noun, [...now, ...until]));
    return Promise.all([secretSettings, before]).then(([now, until]) => marksOf(noun, [...now, ...until]));
  };
  // One more output for each resource would take much of a program's time. And `previous` is no
  // argument: if a JavaScript program passes it, check refuses it.
  const mayHavePrevious = !("previous" in args) && (candidates.length > 0 || "adopt" in args || isOfGlobal);
  return {
    ...(candidates.length === 0 ? {} : { secretSettings }),
    ...(mayHavePrevious ? { previous: marks() } : {}),
  };
}

/** Returns a mark in `previous` for each secret setting; undefined if there is none. */
export function marksOf(noun: Noun, secrets: readonly string[]): Record<string, pulumi.Output<string>> | undefined {
  const settings = [...new Set(secrets)].filter((name) => name in noun.settings);
  return settings.length === 0 ? undefined : Object.fromEntries(settings.map((setting) => [setting, pulumi.secret("")]));
}

/** The names of the arguments that are secret, or have a secret in them. */
export async function secretAmong(args: object): Promise<string[]> {
  // A transform may receive a secret in either form.
  const isSecret = async (value: unknown): Promise<boolean> => isRpcSecret(value) || pulumi.isSecret(pulumi.output(value));
  const names = laterAmong(args).map(async ([name, value]) => ((await isSecret(value)) ? [name] : []));
  return (await Promise.all(names)).flat();
}

/**
 * The arguments that may be known only later, or contain a part that may: all except plain ones.
 */
export function laterAmong(args: object): [name: string, value: unknown][] {
  return Object.entries(args).filter(([, value]) => typeof value === "object" && value !== null);
}
