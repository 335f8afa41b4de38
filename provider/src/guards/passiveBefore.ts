import { asStored, type Scope, type View } from "../stack/memory";
import { identityKey } from "../configurations/identity";
import { isPassiveAlone } from "./rules/methods";
import { storedWebs } from "./storedWeb";

/**
 * Reads what the guards need to know about the deployment as it was before this run. It must run
 * before the check of the first collection that can change this.
 */
export async function readBeforeRun(scope: Scope): Promise<void> {
  if (scope.noun.governs === "webTicket") await passiveBefore(scope);
}

/**
 * The pools that were passive before this run, by name in lower case. The process reads them once.
 */
export function passiveBefore(view: View): Promise<ReadonlySet<string>> {
  return view.memory.passivePools.beforeRun(() => passivePools(asStored(view)));
}

async function passivePools(stored: View): Promise<Set<string>> {
  const passive = (await storedWebs(stored)).filter(({ web }) => isPassiveAlone(web.values));
  return new Set(passive.map(({ pool }) => identityKey(pool)));
}

/** Whether a pool was passive before this run. */
export async function wasPassive(view: View, pool: string): Promise<boolean> {
  return (await passiveBefore(view)).has(identityKey(pool));
}
