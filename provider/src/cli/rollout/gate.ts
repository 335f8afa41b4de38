import type { Code } from "../../codes";
import { codesIn } from "../../finding";
import type { Change } from "../plan/change";
import type { Plan } from "../plan/plan";
import { sentence } from "../../sentence";
import { count } from "../words";
import type { Preview } from "../preview";
import { nameIn } from "../urn";
import { stops, stopWords, type Stop } from "./stops";

/** The warnings that stop a rollout, although they are about no collection that changes. */
const stopping: readonly Code[] = ["notJudged", "newElsewhere"];

/**
 * The reasons why a stack must not be rolled out; empty if there are none. Replacements and
 * deletions of any resource count. No option allows an identity that is not known yet, because it
 * is unknown what would happen to which collection.
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
  const stopped = stops.filter((stop) => found[stop].length > 0 && !allowed.has(stop)).map((stop) => stoppedBy(stop, found[stop]));
  return [...unknownIdentities(plan), ...stopped];
}

function stoppedBy(stop: Stop, found: readonly string[]): string {
  const [one, several] = stopWords[stop];
  const them = found.length === 1 ? "it" : "them";
  // Warnings and drift are sentences. Replacements and deletions are names.
  const listed = found.join(stop === "warnings" || stop === "drift" ? " " : "; ");
  const text = `Stopped by ${count(found.length, one, several)} (--allow ${stop} lets ${them} pass): ${listed}`;
  return codesIn(text).length > 0 ? text : sentence(text);
}

function unknownIdentities({ changes }: Plan): string[] {
  const unknown = changes.filter(({ isIdentityKnown }) => !isIdentityKnown);
  if (unknown.length === 0) return [];
  const named = unknown.map(
    ({ resource, configuration, identity }) => `${resource} (${identity === null ? configuration : `until now ${identity}`})`,
  );
  return [
    `${count(unknown.length, "identity is", "identities are")} not known yet, so it is unknown what up would do with ${unknown.length === 1 ? "it" : "them"}: ` +
      `${named.join("; ")}. No option lets this pass. Write each identity as plain text, or first run up for the resource that it comes from (pulumi up --target).`,
  ];
}
