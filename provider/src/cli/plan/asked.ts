import { nouns } from "../../configurations/nouns";
import type { Deployment } from "../../deployment/deployment";
import { LyncError } from "../../errors";
import { isOthers } from "../../lifecycle/otherDeployment";
import type { Subject } from "./subjects";
import { isIdentity } from "./view";

/** Answers the deployment where it can be asked; else notes why not. */
export async function reachable(deployment: Deployment | LyncError, notes: string[]): Promise<Deployment | undefined> {
  try {
    if (deployment instanceof LyncError) throw deployment;
    for (const noun of nouns) await deployment.find(noun, "Global");
    return deployment;
  } catch (error) {
    if (!(error instanceof LyncError)) throw error;
    notes.push(
      `The deployment could not be asked: what pools inherit, and what only the server knows, is not in this plan. ${error.message}`,
    );
    return undefined;
  }
}

/**
 * The collections of other deployments, which explicit providers reach: of those nothing can be
 * asked.
 */
export async function ofOthers(subjects: readonly Subject[], deployment: Deployment, notes: string[]): Promise<Set<Subject>> {
  const others = new Set<Subject>();
  for (const subject of subjects) {
    const { noun, identity } = subject;
    const { deployment: stated } = subject.news ?? subject.olds ?? {};
    if (identity === undefined || !isIdentity(noun, identity) || !(await isOthers({ noun, deployment }, { identity, deployment: stated })))
      continue;
    others.add(subject);
    notes.push(`"${identity}" is of the deployment "${String(stated)}", which the stack's configuration does not name: it was not asked`);
  }
  return others;
}
