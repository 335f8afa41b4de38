import type { Deployment } from "../../deployment/deployment";
import { CommandFailure } from "../failure";
import type { Plan } from "../plan/plan";
import { poolsOf } from "../plan/pools";
import { count } from "../words";
import { computersOf, missingWords, waitForReplicas, type Missing, type ServerClock } from "./replication";
import type { StackOptions } from "./options";

/** What was written, and when. */
interface Written {
  deployment: Deployment;
  plan: Plan;
  clock: ServerClock | undefined;
  /** When the last write began. */
  since: Date;
}

/**
 * Waits until the computers of the changed pools have the changes; undefined where nobody waits.
 */
export async function waitUntilInEffect(
  { wait, waitMinutes, interrupt, say, enter }: Pick<StackOptions, "wait" | "waitMinutes" | "interrupt" | "say" | "enter">,
  { deployment, plan, clock, since }: Written,
): Promise<string[] | undefined> {
  const scopes = poolsOf(plan)
    .filter(({ cmdlets }) => cmdlets.length > 0)
    .flatMap(({ pool }) => pool ?? []);
  if (!wait || scopes.length === 0) return undefined;
  enter("wait");
  const computers = await computersOf(deployment, scopes);
  const waiting = { since, clock, limitMinutes: waitMinutes, onProgress: sayProgress(say), signal: interrupt.signal };
  const missing = await waitForReplicas(deployment, computers, waiting).catch((error: unknown) => {
    interrupt.check();
    throw error;
  });
  if (missing.length > 0) {
    throw new CommandFailure(
      `after ${waitMinutes} minutes these computers are still without the changes: ${missingWords(missing)}. What was written is stored, and nothing is lost: look at Get-CsManagementStoreReplicationStatus there`,
    );
  }
  return computers;
}

/** Says which computers are still without the changes, and the same only once. */
export function sayProgress(say: (text: string) => void): (missing: readonly Missing[], all: number) => void {
  let told = "";
  return (missing, all) => {
    const words =
      missing.length === 0
        ? `all ${count(all, "replica has", "replicas have")} the changes`
        : `still without the changes: ${missingWords(missing)}`;
    if (words !== told) say(words);
    told = words;
  };
}
