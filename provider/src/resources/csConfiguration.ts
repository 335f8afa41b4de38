import * as pulumi from "@pulumi/pulumi";
import type { Noun } from "../configurations/noun";
import type { InputOf, Settings, ValueOf } from "../configurations/setting";
import { checkProgram } from "./program";

/** What a program declares of a configuration: its identity, and whichever settings it is to hold. */
export type Arguments<S extends Settings> = {
  /**
   * Where the collection belongs, such as `Service:WebServer:LyncPool01.contoso.com`. Case does not matter. A change replaces the collection:
   * the new one is created before the old one is removed.
   */
  identity: pulumi.Input<string>;
} & { [P in keyof S]?: pulumi.Input<InputOf<S[P]>> };

/** The outputs for the settings: undefined where a setting was not declared. */
export type SettingOutputs<S extends Settings> = { readonly [P in keyof S]: pulumi.Output<ValueOf<S[P]> | undefined> };

/** What every Cs configuration puts out besides its settings. */
export abstract class CsConfiguration extends pulumi.CustomResource {
  /** The identity as the server writes it. */
  declare readonly identity: pulumi.Output<string>;
  /** The sign-in methods that the collection leaves on, in words, such as `passive`, or `certificate, PIN, Windows (Negotiate)`. */
  declare readonly signInMethods: pulumi.Output<string>;
  /** The deployment that it belongs to: `local`, or `simulator:<topology file>`. */
  declare readonly deployment: pulumi.Output<string>;

  /** @internal */
  constructor(noun: Noun, door: string, name: string, args: object, opts: pulumi.CustomResourceOptions) {
    checkProgram();
    if (opts.import !== undefined) {
      throw new pulumi.RunError(
        `${noun.type} "${name}": the engine cannot import dynamic resources, so the option "import" is refused. ` +
          `Read a collection that something else manages with ${noun.type}.get`,
      );
    }
    super(`pulumi-nodejs:dynamic/lync:${noun.type}`, name, { ...absent(noun), ...args, __provider: providerText(door) }, opts);
  }
}

/** A reference to what is in the deployment already, for `get`. */
export function existing(id: pulumi.Input<pulumi.ID>, opts: pulumi.CustomResourceOptions | undefined): pulumi.CustomResourceOptions {
  return { ...opts, id };
}

// A property that is not among the props of the constructor would be plain undefined on the resource, not an Output.
function absent(noun: Noun): Record<string, undefined> {
  const names = ["identity", "signInMethods", "deployment", ...Object.keys(noun.settings)];
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

// In place of the two kilobytes of serialised closures that pulumi.dynamic.Resource would put into every state, twice.
function providerText(door: string): string {
  return `exports.handler=()=>require("pulumi-lync/dynamic").${door}`;
}
