import * as pulumi from "@pulumi/pulumi";
import type { Noun } from "../configurations/noun";
import { typeOf } from "./typeOf";

/**
 * Defines the outputs that few programs use: settings that are not declared, and further outputs
 * that the provider returns. Each is created when a program first reads it. As props of every
 * resource, these forty outputs would take most of a program's time.
 */
export function defineOutputs({ prototype }: { prototype: pulumi.CustomResource }, noun: Noun): void {
  const define = (name: string, get: (resource: pulumi.CustomResource) => pulumi.Output<unknown>): void => {
    Object.defineProperty(prototype, name, {
      configurable: true,
      get(this: pulumi.CustomResource) {
        return get(this);
      },
      // pulumi.CustomResource sets the outputs that are among the props.
      set(this: pulumi.CustomResource, value: unknown) {
        Object.defineProperty(this, name, { value, configurable: true, enumerable: true, writable: true });
      },
    });
  };
  for (const name of declarable(noun)) define(name, ({ urn }) => urn.apply(() => undefined));
  for (const name of ["deployment", "previous"]) define(name, ({ urn }) => urn.apply((known) => new Registered(noun, known, name).output));
}

/** A resource that the program has registered, with one of its outputs as the engine has it. */
class Registered extends pulumi.CustomResource {
  readonly output: pulumi.Output<unknown>;

  constructor(noun: Noun, urn: pulumi.URN, output: string) {
    super(typeOf(noun), output, { [output]: undefined }, { urn });
    this.output = (this as unknown as Record<string, pulumi.Output<unknown>>)[output] as pulumi.Output<unknown>;
  }
}

/** The outputs that repeat what a program declares. */
export function declarable(noun: Noun): string[] {
  return ["startFrom", "adopt", ...Object.keys(noun.settings)];
}
