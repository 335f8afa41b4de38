import type { Deployment } from "../../deployment/deployment";
import { CommandFailure } from "../failure";
import type { Plan } from "../plan/plan";
import { poolsOf } from "../plan/pools";
import { count } from "../words";
import { computersOf, missingWords, waitForReplicas, type Missing, type ServerClock } from "./replication";
import type { StackOptions } from "./options";

/** The writes of an update, and their time. */
interface Written {
  deployment: Deployment;
  plan: Plan;
  clock: ServerClock | undefined;
  /** When the last write began. */
  since: Date;
}

/**
 * Waits until the computers of the changed pools have the changes, and returns those computers.
 * Returns undefined if there is nothing to wait for.
 *
 * @throws CommandFailure if some do not have the changes in time, or if the user interrupts.
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
      `After ${count(waitMinutes, "minute")} these computers still do not have the changes: ${missingWords(missing)}. The changes are stored, and nothing is lost. Look at what Get-CsManagementStoreReplicationStatus shows for these computers.`,
    );
  }
  return computers;
}

/** Says which computers do not have the changes yet, whenever these computers change. */
export function sayProgress(say: (text: string) => void): (missing: readonly Missing[], all: number) => void {
  let told = "";
  return (missing, all) => {
    const words =
      missing.length === 0
        ? `${all === 1 ? "The replica has" : `All ${all} replicas have`} the changes.`
        : `These computers do not have the changes yet: ${missingWords(missing)}.`;
    if (words !== told) say(words);
    told = words;
  };
}
