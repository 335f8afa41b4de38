import type { Deployment } from "../../provider/src/deployment/deployment";
import { judged } from "../../provider/src/lifecycle/atEnd";
import { claimsOn } from "../../provider/src/lifecycle/claims";

/** What is warned of at the end of a program, by the marks of the resources that were checked. */
export async function warnedAtEnd(deployment: Deployment): Promise<Record<string, string[]>> {
  const all = await Promise.all(claimsOn(deployment).pending.map(judged));
  return Object.fromEntries(all.filter(({ warnings }) => warnings.length > 0).map(({ mark, warnings }) => [mark, warnings]));
}
