import { unknownText } from "../../cmdlets/commandText";
import type { Action, Change } from "./change";

/** A sign and a word for each action, because no format relies on colour. */
const signs: Record<Action, string> = {
  create: "+ create",
  adopt: "> adopt",
  "take over": "> take over",
  change: "~ change",
  keep: "= keep",
  remove: "- remove",
  "set back": "< restore",
};

/** What `up` does with a collection, as a sign and words. */
export function actionWords({ action, isReplacement, drift }: Change): string {
  return `${signs[action]}${isReplacement ? " (replacement)" : ""}${drift.length > 0 ? " (drift)" : ""}`;
}

/** What a reviewer has to look at: drift, and the guards' warnings. */
export function remarksOf({ drift, warnings }: Pick<Change, "drift" | "warnings">): string[] {
  return [...drift.map((text) => `drift: ${text}`), ...warnings];
}

/** A pool's name, or the words for one that is not known yet. */
export function poolWords(pool: string | null): string {
  return pool ?? unknownText;
}

/**
 * The pool of a collection. If the program's identity is not known yet but the stack has a
 * collection, both pools are shown.
 */
export function placeWords({ pool, isIdentityKnown }: Change, arrow: string): string {
  return pool === null || isIdentityKnown ? poolWords(pool) : `${pool} ${arrow} ${unknownText}`;
}

/** The sign-in methods before and after, with `arrow` between them. */
export function methodWords({ before, after }: Change, arrow: string): string {
  const [was, willBe] = [before ?? "not known", after ?? "not known"];
  return was === willBe ? willBe : `${was} ${arrow} ${willBe}`;
}
