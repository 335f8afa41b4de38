import type { Deployment } from "../../provider/src/deployment/deployment";
import type { Leaving } from "../../provider/src/lifecycle/leaving";
import { judgeAll } from "./verbs";

/**
 * The warnings at the end of a program: by the marks of the resources that were checked, and by the
 * URNs of those that are removed from the program.
 */
export async function warnedAtEnd(deployment: Deployment, leaving: readonly Leaving[] = []): Promise<Record<string, string[]>> {
  const all = await judgeAll(deployment, leaving);
  return Object.fromEntries(all.map(({ mark, warnings }) => [mark, warnings]));
}
