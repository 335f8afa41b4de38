import type { Identity } from "../../configurations/identity";
import type { Noun, Values } from "../../configurations/noun";
import type { Finding } from "../../finding";

/**
 * A collection as it will be, and what of it the program declares. `V` are the values of its noun.
 */
export interface Judged<V extends object = Values> {
  noun: Noun;
  identity: Identity;
  /**
   * Declared settings over what the server has, or over what New will start from. A setting that is
   * not there nobody knows.
   */
  values: V;
  declared: V;
  /** Settings whose declared value is not known yet, in a preview: they are judged when it is. */
  unknown: readonly (keyof V)[];
  /** What permits passive authentication at global scope: beside other methods, and alone. */
  allowed?: { globalPassive: boolean; globalPassiveAlone: boolean };
  /** Whether modern authentication is on in the deployment; undefined where nobody asked. */
  modernAuthentication?: boolean | undefined;
  /**
   * The pools that it will hold for and that are too old for OAuth, in words; undefined where there
   * is none, or nobody asked.
   */
  withoutOAuth?: string | undefined;
  /** What the collection holds now; undefined where there is none, or nobody knows. */
  stored?: V | undefined;
  /**
   * What the collection holds beyond the declared settings: `asked`, it stands in `values`; where
   * nothing may be asked, the `defaults` that New starts from, or `anything`. Default: `asked`.
   */
  beyond?: "asked" | "defaults" | "anything";
}

/** One thing that is looked at, and what is found. */
export type Rule<J> = (judged: J) => Finding[];
