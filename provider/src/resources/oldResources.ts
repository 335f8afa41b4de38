import type { Noun } from "../configurations/noun";
import type { CollectionMap } from "../stack/collectionMap";
import type { Remembered } from "../stack/declared";

/** A collection that the stack's state has until now. */
export interface OldResource {
  noun: Noun;
  urn: string;
  remembered: Remembered;
}

/** What the stack's state has of each collection until now. */
export interface OldState {
  resources: CollectionMap<OldResource>;
  /**
   * By noun: the settings that are secret in collections of a site, or in the global one, by
   * identity.
   */
  outerSecrets: ReadonlyMap<Noun, Record<string, string[]>>;
  /** By each deployment's name in it: the pools that it has collections of; none of a big stack. */
  deployments: Readonly<Record<string, string[]>>;
}
