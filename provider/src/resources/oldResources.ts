import type { Noun } from "../configurations/noun";
import type { CollectionMap } from "../stack/collectionMap";
import type { Remembered } from "../stack/declared";

/** A collection that the stack's state contained before the run. */
export interface OldResource {
  noun: Noun;
  urn: string;
  remembered: Remembered;
}

/** What the stack's state contained before the run. */
export interface OldState {
  resources: CollectionMap<OldResource>;
  /**
   * By noun and identity: the settings that are secret in site collections or in the global one.
   */
  outerSecrets: ReadonlyMap<Noun, Record<string, string[]>>;
  /**
   * By each deployment's name in the state: its pools that have collections. Empty for a big stack.
   */
  deployments: Readonly<Record<string, string[]>>;
}
