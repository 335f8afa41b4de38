import { unknownText } from "../../cmdlets/commandText";
import type { Action, Change } from "./change";

/** A sign and a word for each action: no format relies on colour. */
const signs: Record<Action, string> = {
  create: "+ create",
  adopt: "> adopt",
  "take over": "> take over",
  change: "~ change",
  keep: "= keep",
  remove: "- remove",
  "set back": "< set back",
};

/** What becomes of a collection, by a sign and in words. */
export function actionWords({ action, isReplacement, drift }: Change): string {
  return `${signs[action]}${isReplacement ? " (replacement)" : ""}${drift.length > 0 ? " (drift)" : ""}`;
}

/** What a reviewer is to look at: drift, and what the guards warn of. */
export function remarksOf({ drift, warnings }: Pick<Change, "drift" | "warnings">): string[] {
  return [...drift.map((text) => `drift: ${text}`), ...warnings];
}

/** A pool's name, or that it is not known yet. */
export function poolWords(pool: string | null): string {
  return pool ?? unknownText;
}

/**
 * Where a collection belongs; where the stack has one, and the program's identity is not known yet,
 * both are told.
 */
export function placeWords({ pool, isIdentityKnown }: Change, arrow: string): string {
  return pool === null || isIdentityKnown ? poolWords(pool) : `${pool} ${arrow} ${unknownText}`;
}

/** The sign-in methods before and after; `arrow` is what stands between. */
export function methodWords({ before, after }: Change, arrow: string): string {
  const [was, willBe] = [before ?? "not known", after ?? "not known"];
  return was === willBe ? willBe : `${was} ${arrow} ${willBe}`;
}
