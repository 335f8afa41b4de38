import type { Plan } from "../plan/plan";
import { count } from "../plan/words";
import type { Preview } from "../preview";
import { CommandFailure } from "../failure";

/** What a rollout stops at unless it is allowed. */
export const stops = ["warnings", "replacements", "deletions"] as const;
export type Stop = (typeof stops)[number];

/** Reads `--allow`. @throws CommandFailure naming what is not allowed there. */
export function parseAllowed(text: string): Set<Stop> {
  const words = text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
  const unknown = words.filter((word) => !(stops as readonly string[]).includes(word));
  if (unknown.length > 0) throw new CommandFailure(`--allow has ${JSON.stringify(unknown.join(", "))}; allowed: ${stops.join(", ")}`);
  return new Set(words as Stop[]);
}

/** Why a stack is not to be brought up to date; empty where nothing speaks against it. Replacements and deletions count whatever is replaced or deleted. */
export function gate(preview: Preview, plan: Plan, allowed: ReadonlySet<Stop>): string[] {
  const warnings = plan.changes.flatMap((change) => change.warnings.map((warning) => `${change.identity}: ${warning}`));
  const named = (pattern: RegExp): string[] =>
    preview.steps.filter(({ op }) => pattern.test(op)).map(({ urn }) => urn.split("::").at(-1) ?? urn);
  const found: Record<Stop, string[]> = {
    warnings,
    replacements: [...new Set(named(/^replace$|^create-replacement$/))],
    deletions: named(/^delete$/),
  };
  return stops
    .filter((stop) => found[stop].length > 0 && !allowed.has(stop))
    .map((stop) => `${count(found[stop].length, stop.slice(0, -1))} (--allow ${stop} lets pass): ${found[stop].join("; ")}`);
}
