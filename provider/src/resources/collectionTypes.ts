import type * as pulumi from "@pulumi/pulumi";
import type { InputOf, Settings, ValueOf } from "../configurations/setting";

/** What a program may say of a collection besides its settings. */
export interface CollectionOptions {
  /**
   * What a new collection holds beyond the declared settings. A collection of its own inherits
   * nothing, so a pool loses what its site or the global collection had set: `"inherited"` carries
   * that over; `"defaults"` starts from the server's defaults, and warns of each value that gets
   * lost. No change replaces. Default: `"defaults"`.
   */
  startFrom?: pulumi.Input<"inherited" | "defaults">;
  /**
   * Takes over a collection that somebody else made: its declared settings are set, and what they
   * were before is kept as `previous`, and set back when they are no longer declared, and on
   * destroy. The global collection always exists, and is adopted without this. Default: false, and
   * such a collection is refused.
   */
  adopt?: pulumi.Input<boolean>;
}

/**
 * What a program declares of a configuration: its identity, and whichever settings it is to hold.
 */
export type Arguments<S extends Settings> = {
  /**
   * Where the collection belongs, such as `Service:WebServer:LyncPool01.contoso.com`. Case does not
   * matter. A change replaces the collection: the new one is created before the old one is removed.
   */
  identity: pulumi.Input<string>;
} & CollectionOptions & { [P in keyof S]?: pulumi.Input<InputOf<S[P]>> };

/** The outputs for the settings: undefined where a setting was not declared. */
export type SettingOutputs<S extends Settings> = { readonly [P in keyof S]: pulumi.Output<ValueOf<S[P]> | undefined> };

/** What every Cs configuration puts out besides its settings. */
export interface CollectionOutputs {
  /** The identity as the server writes it. */
  readonly identity: pulumi.Output<string>;
  /**
   * The sign-in methods that the collection leaves on, in words, such as `passive`, or
   * `certificate, PIN, Windows (Negotiate)`.
   */
  readonly signInMethods: pulumi.Output<string>;
  /**
   * What the state remembers the deployment by: its given name, `pools:` and some of its pools, or
   * `simulator:` and a name or a path.
   */
  readonly deployment: pulumi.Output<string>;
  /** As declared. */
  readonly startFrom: pulumi.Output<"inherited" | "defaults" | undefined>;
  /** As declared. */
  readonly adopt: pulumi.Output<boolean | undefined>;
  /**
   * Of an adopted collection: what the declared settings were before; null for one that had no
   * value.
   */
  readonly previous: pulumi.Output<Record<string, unknown> | undefined>;
  /** @internal What the guards warn of, where the deployment had to be asked. */
  readonly warnings: pulumi.Output<string[] | undefined>;
}
