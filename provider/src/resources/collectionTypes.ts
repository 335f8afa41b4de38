import type * as pulumi from "@pulumi/pulumi";
import type { InputOf, Settings, ValueOf } from "../configurations/setting";

/** The arguments of a collection that are not settings. */
export interface CollectionOptions {
  /**
   * The values that a new collection gets for settings that are not declared. A pool with its own
   * collection inherits nothing, so without this it loses what its site or the global collection
   * had set. `"inherited"` copies those values into the new collection. `"defaults"` takes the
   * server's defaults, and warns about each value that is lost. A change of this argument does not
   * replace the collection.
   * @default "defaults"
   */
  startFrom?: pulumi.Input<"inherited" | "defaults">;
  /**
   * Whether to adopt a collection that already exists. The declared settings are then set, and
   * their earlier values are kept in `previous`. An earlier value is restored when its setting is
   * no longer declared, and on destroy. Without this, a collection that already exists is refused.
   * Only the global collection, which always exists, is adopted without this.
   * @default false
   */
  adopt?: pulumi.Input<boolean>;
}

/** The arguments of a collection: its identity, its options, and the settings to manage. */
export type Arguments<S extends Settings> = {
  /**
   * The collection's identity, such as `Service:WebServer:LyncPool01.contoso.com`. The class lists
   * the allowed forms. Case does not matter. A change replaces the collection: the new one is
   * created before the old one is removed.
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
   * The deployment's name in the state: the name in `lync:deployment`, otherwise `pools:` and up to
   * three of its pools. For a simulated deployment, `simulator:` and its name or its file's path.
   */
  readonly deployment: pulumi.Output<string>;
  /** The argument `startFrom`, as declared. */
  readonly startFrom: pulumi.Output<"inherited" | "defaults" | undefined>;
  /** The argument `adopt`, as declared. */
  readonly adopt: pulumi.Output<boolean | undefined>;
  /**
   * For an adopted collection: the values that its declared settings had before the adoption, by
   * the names of the settings. Null for a setting that had no value.
   */
  readonly previous: pulumi.Output<Record<string, unknown> | undefined>;
  /** @internal The guards' warnings that need a read of the deployment. */
  readonly warnings: pulumi.Output<string[] | undefined>;
}
