import type * as pulumi from "@pulumi/pulumi";
import type { InputOf, Settings, ValueOf } from "../configurations/setting";

/** The arguments of a collection that are not settings. */
export interface CollectionOptions {
  /**
   * The values of a new collection's other settings, which are not declared. A pool that gets its
   * own collection inherits nothing, so it loses what its site or the global collection had set.
   * `"inherited"` copies those values into the new collection. `"defaults"` takes the server's
   * defaults, and warns about each value that is lost. A change does not replace the collection.
   * @default "defaults"
   */
  startFrom?: pulumi.Input<"inherited" | "defaults">;
  /**
   * Adopts a collection that already exists. The declared settings are set, and their earlier
   * values are kept in `previous`. An earlier value is restored when its setting is no longer
   * declared, and on destroy. The global collection always exists, and is adopted without this. Any
   * other existing collection is refused.
   * @default false
   */
  adopt?: pulumi.Input<boolean>;
}

/** The arguments of a collection: its identity, and any settings that it is to have. */
export type Arguments<S extends Settings> = {
  /**
   * The collection's identity, such as `Service:WebServer:LyncPool01.contoso.com`. Case does not
   * matter. A change replaces the collection: the new one is created before the old one is removed.
   */
  identity: pulumi.Input<string>;
} & CollectionOptions & { [P in keyof S]?: pulumi.Input<InputOf<S[P]>> };

/** The outputs for the settings: undefined for a setting that was not declared. */
export type SettingOutputs<S extends Settings> = { readonly [P in keyof S]: pulumi.Output<ValueOf<S[P]> | undefined> };

/** The outputs of every Cs configuration that are not settings. */
export interface CollectionOutputs {
  /** The identity as the server writes it. */
  readonly identity: pulumi.Output<string>;
  /**
   * The sign-in methods that the collection leaves on, in words, such as `passive`, or
   * `certificate, PIN, Windows (Negotiate)`.
   */
  readonly signInMethods: pulumi.Output<string>;
  /**
   * The name of the deployment in the state: its given name, or `pools:` and some of its pools, or
   * `simulator:` and a name or a path.
   */
  readonly deployment: pulumi.Output<string>;
  /** `startFrom`, as declared. */
  readonly startFrom: pulumi.Output<"inherited" | "defaults" | undefined>;
  /** `adopt`, as declared. */
  readonly adopt: pulumi.Output<boolean | undefined>;
  /**
   * The values that the declared settings of an adopted collection had before it was adopted; null
   * for a setting that had no value.
   */
  readonly previous: pulumi.Output<Record<string, unknown> | undefined>;
  /** @internal The guards' warnings that need a read of the deployment. */
  readonly warnings: pulumi.Output<string[] | undefined>;
}
