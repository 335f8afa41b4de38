import type { Code } from "../../codes";
import { isMeantPassive, leadingNoun } from "../../guards/present";
import { storedView } from "../../stack/memory";
import type { Deployment } from "../../deployment/deployment";
import { declaredCollections } from "../declaredCollections";
import type { DeclaredStack } from "../declaredStack";
import type { Say } from "../progress";
import { certificateFindings, declarationFindings, guardFindings, unknownMethodFindings, type Found } from "./findings";
import { declaredOver, isMissing, readScopes, type Scope } from "./held";
import { readInEffect } from "./replicas";
import type { Place, Report, ReportFinding } from "./report";
import { reportedOf } from "./reported";
import { Unjudged } from "./unjudged";

/** Reads the sign-in methods of each pool, and judges them. Changes nothing. */
export async function readReport(deployment: Deployment, stacks: readonly DeclaredStack[], say: Say): Promise<Report> {
  say("Reading the deployment.");
  const readAt = new Date().toISOString();
  const stored = storedView(deployment);
  const { collections, others } = await declaredCollections(deployment, stacks);
  const scopes = await readScopes(stored, collections);
  const inEffect = await readInEffect(deployment);
  const places: Place[] = [];
  const unjudged = new Unjudged();
  for (const scope of scopes) {
    say(`Judging the sign-in methods: ${places.length} of ${scopes.length}.`);
    const judged = await guardFindings(stored, scope, unjudged);
    const found = [...declarationFindings(scope), ...judged, ...inEffect.findingsOf(scope.name), ...certificateFindings(scope)];
    places.push(placeOf(scope, { found, hasStacks: stacks.length > 0 }));
  }
  const unknown = [...(inEffect.note === undefined ? [] : [inEffect.note]), ...unjudged.notes()];
  const ofOthers =
    others.length === 0 ? [] : [`These collections were not read, because they belong to other deployments: ${others.join(", ")}.`];
  const names = stacks.map(({ stack }) => stack);
  return {
    version: 1,
    readAt,
    deployment: deployment.name,
    stacks: names,
    places,
    notes: [...unknown, ...ofOthers],
    isWhole: unknown.length === 0,
  };
}

function placeOf(scope: Scope, { found, hasStacks }: { found: readonly Found[]; hasStacks: boolean }): Place {
  const isPassiveDeclared = isMeant(scope, hasStacks) && !found.some(({ code }) => withoutPassiveBehind.includes(code));
  const all = isPassiveDeclared ? [...found, ...unknownMethodFindings(scope)] : found;
  const findings = all.map(({ code, message, undermines, isInformation }): ReportFinding => {
    const severity = isInformation ? "information" : undermines && isPassiveDeclared ? "undermines" : "warning";
    return { code, severity, message };
  });
  // A pool's Web Services and its proxy may have the same finding.
  const once = [...new Map(findings.map((finding) => [finding.message, finding])).values()];
  return { name: scope.name, site: scope.site, isPassiveDeclared, collections: scope.held.map(reportedOf), findings: once };
}

/**
 * The findings at an Edge that accepts only certificates and has no passive pool behind it. It may
 * do so for another reason.
 */
const withoutPassiveBehind: readonly Code[] = ["edgeAsksMore", "wayToTicketUnknown"];

/**
 * Whether a scope's users are meant to sign in by passive authentication. The stacks' declarations
 * decide; without stacks, the stored values decide.
 */
function isMeant({ held }: Scope, hasStacks: boolean): boolean {
  const leading = leadingNoun(held.map(({ noun }) => noun));
  return held.some((one) => {
    if (one.noun !== leading || (hasStacks && one.declared === undefined)) return false;
    return isMeantPassive(one.noun, declaredOver(one), isMissing(one) ? one.identity : one.found.identity);
  });
}
