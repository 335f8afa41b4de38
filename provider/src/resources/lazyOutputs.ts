import * as pulumi from "@pulumi/pulumi";
import type { Noun } from "../configurations/noun";
import { typeOf } from "./typeOf";

/**
 * Gives a class the outputs that hardly a program asks for, made when somebody does: of settings
 * that are not declared, and of what the provider answers beyond them. Were they among the props of
 * every resource, its forty outputs would be most of what a program's time goes into.
 */
export function defineOutputs({ prototype }: { prototype: pulumi.CustomResource }, noun: Noun): void {
  const define = (name: string, get: (resource: pulumi.CustomResource) => pulumi.Output<unknown>): void => {
    Object.defineProperty(prototype, name, {
      configurable: true,
      get(this: pulumi.CustomResource) {
        return get(this);
      },
      // pulumi.CustomResource sets those that are among the props.
      set(this: pulumi.CustomResource, value: unknown) {
        Object.defineProperty(this, name, { value, configurable: true, enumerable: true, writable: true });
      },
    });
  };
  for (const name of declarable(noun)) define(name, ({ urn }) => urn.apply(() => undefined));
  for (const name of ["deployment", "previous"]) define(name, ({ urn }) => urn.apply((known) => new Registered(noun, known, name).output));
}

/** A resource that the program has registered, as the engine has it: one output of it. */
class Registered extends pulumi.CustomResource {
  readonly output: pulumi.Output<unknown>;

  constructor(noun: Noun, urn: pulumi.URN, output: string) {
    super(typeOf(noun), output, { [output]: undefined }, { urn });
    this.output = (this as unknown as Record<string, pulumi.Output<unknown>>)[output] as pulumi.Output<unknown>;
  }
}

/** The outputs that echo what a program declares. */
export function declarable(noun: Noun): string[] {
  return ["startFrom", "adopt", ...Object.keys(noun.settings)];
}
