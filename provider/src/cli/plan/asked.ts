import { nouns } from "../../configurations/nouns";
import type { Deployment } from "../../deployment/deployment";
import { LyncError } from "../../errors";
import { isOthers } from "../../lifecycle/otherDeployment";
import type { Subject } from "./subjects";
import { isIdentity } from "./view";

/** Returns the deployment if it can be read. Otherwise adds a note that says why not. */
export async function reachable(deployment: Deployment | LyncError, notes: string[]): Promise<Deployment | undefined> {
  try {
    if (deployment instanceof LyncError) throw deployment;
    for (const noun of nouns) await deployment.find(noun, "Global");
    return deployment;
  } catch (error) {
    if (!(error instanceof LyncError)) throw error;
    notes.push(
      `The deployment could not be read. This plan therefore does not show what pools inherit, or what only the server knows. ${error.message}`,
    );
    return undefined;
  }
}

/**
 * The collections in other deployments, which the program reaches through explicit providers. The
 * plan cannot read those deployments, so each gets a note.
 */
export async function ofOthers(subjects: readonly Subject[], deployment: Deployment, notes: string[]): Promise<Set<Subject>> {
  const others = new Set<Subject>();
  for (const subject of subjects) {
    const { noun, identity } = subject;
    const { deployment: stated } = subject.news ?? subject.olds ?? {};
    if (identity === undefined || !isIdentity(noun, identity) || !(await isOthers({ noun, deployment }, { identity, deployment: stated })))
      continue;
    others.add(subject);
    notes.push(
      `"${identity}" belongs to the deployment "${String(stated)}". The stack's configuration does not name that deployment, so it was not read.`,
    );
  }
  return others;
}
