import type { Identity } from "../configurations/identity";
import type { Noun, Values } from "../configurations/noun";
import type { Options } from "../stack/declared";
import type { Judged } from "./rules/judged";

/** A collection that the guards judge, and what they read about it from the deployment. */
export interface Subject extends Judged {
  noun: Noun;
  identity: Identity;
  options: Options;
  values: Values;
  declared: Values;
  unknown: readonly string[];
  beyond: "asked" | "defaults" | "anything";
  stored: Values | undefined;
  /** Whether this run makes pools passive by this collection. */
  makesPassive: boolean;
}
