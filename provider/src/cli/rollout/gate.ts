import type { Code } from "../../codes";
import { codesIn } from "../../finding";
import type { Change } from "../plan/change";
import type { Plan } from "../plan/plan";
import { count } from "../words";
import type { Preview } from "../preview";
import { nameIn } from "../urn";
import { stops, stopWords, type Stop } from "./stops";

/** What stops a rollout although it is said of no collection that changes. */
const stopping: readonly Code[] = ["notJudged", "newElsewhere"];

/**
 * Why a stack is not to be brought up to date; empty where nothing speaks against it. Replacements
 * and deletions count whatever is replaced or deleted. Nothing lets an identity pass that is not
 * known yet: nobody could judge what would become of which collection.
 */
export function gate({ preview, plan, allowed }: { preview: Preview; plan: Plan; allowed: ReadonlySet<Stop> }): string[] {
  const at = (of: (change: Change) => string[]): string[] =>
    plan.changes.flatMap((change) => of(change).map((text) => `${change.identity ?? change.resource}: ${text}`));
  const named = (pattern: RegExp): string[] => preview.steps.filter(({ op }) => pattern.test(op)).map(({ urn }) => nameIn(urn));
  const found: Record<Stop, string[]> = {
    warnings: [...at(({ warnings }) => warnings), ...plan.warnings.filter((text) => codesIn(text).some((code) => stopping.includes(code)))],
    replacements: [...new Set(named(/^replace$|^create-replacement$/))],
    deletions: named(/^delete$/),
    drift: at(({ drift }) => drift),
  };
  const stopped = stops
    .filter((stop) => found[stop].length > 0 && !allowed.has(stop))
    .map((stop) => `${count(found[stop].length, stopWords[stop], stop)} (--allow ${stop} lets pass): ${found[stop].join("; ")}`);
  return [...unknownIdentities(plan), ...stopped];
}

function unknownIdentities({ changes }: Plan): string[] {
  const unknown = changes.filter(({ isIdentityKnown }) => !isIdentityKnown);
  if (unknown.length === 0) return [];
  const named = unknown.map(
    ({ resource, configuration, identity }) => `${resource} (${identity === null ? configuration : `until now ${identity}`})`,
  );
  return [
    `${count(unknown.length, "identity is", "identities are")} not known yet, so what up would do with ${unknown.length === 1 ? "it" : "them"} cannot be judged: ` +
      `${named.join("; ")}. Nothing lets this pass. Give each as plain text, or bring up what it comes from first (pulumi up --target)`,
  ];
}
