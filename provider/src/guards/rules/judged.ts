import type { Identity } from "../../configurations/identity";
import type { Noun, Values } from "../../configurations/noun";
import type { Finding } from "../../finding";

/** A collection as it will be, and what the program declares. `V` are the values of its noun. */
export interface Judged<V extends object = Values> {
  noun: Noun;
  identity: Identity;
  /**
   * The declared settings, and for the others what the server has or what New will start from. A
   * setting that is absent is unknown.
   */
  values: V;
  declared: V;
  /**
   * Settings whose declared value is not known yet in a preview. They are judged once it is known.
   */
  unknown: readonly (keyof V)[];
  /**
   * Whether the program allows passive authentication at global scope: next to other methods, and
   * as the only one.
   */
  allowed?: { globalPassive: boolean; globalPassiveAlone: boolean };
  /** Whether modern authentication is on in the deployment; undefined if it was not read. */
  modernAuthentication?: boolean | undefined;
  /**
   * The pools that it will apply to and that are too old for OAuth, in words. Undefined if there
   * are none, or if their versions were not read.
   */
  withoutOAuth?: string | undefined;
  /** What the collection holds now; undefined if there is none, or if it is unknown. */
  stored?: V | undefined;
  /**
   * What the collection holds in addition to the declared settings. `asked`: these values were
   * read, and are in `values`. Otherwise the deployment may not be read. The collection then has
   * the `defaults` that New starts from, or may have `anything`.
   *
   * @default "asked"
   */
  beyond?: "asked" | "defaults" | "anything";
}

/** One check of a collection, which returns what it finds. */
export type Rule<J> = (judged: J) => Finding[];
