import { asStored, type View } from "../stack/memory";
import { identityKey, parseIdentity } from "../configurations/identity";
import { webIdentity, webService } from "../configurations/webService";
import { isPassiveAlone } from "./rules/methods";
import { expectedFor } from "../stack/effective";

/**
 * The pools where passive authentication was the only way in before this run, by the lower-cased name. The process reads them once, before the first Web Services are checked: the
 * verbs after that change them.
 */
export function passiveBefore(view: View): Promise<ReadonlySet<string>> {
  const { memory } = view;
  if (memory.passivePools.before !== undefined) return memory.passivePools.before;
  const pools = passivePools(asStored(view));
  memory.passivePools.before = pools;
  // A failed read is not kept.
  pools.catch(() => (memory.passivePools.before = undefined));
  return pools;
}

async function passivePools(stored: View): Promise<Set<string>> {
  const pools = new Set<string>();
  for (const [key, { fqdn, roles }] of await stored.deployment.directory()) {
    if (!roles.includes("WebServer")) continue;
    const web = await expectedFor({ ...stored, noun: webService }, parseIdentity(webIdentity(fqdn), webService));
    if (web !== undefined && isPassiveAlone(web.values)) pools.add(key);
  }
  return pools;
}

/** Whether a pool was among them. */
export async function wasPassive(view: View, pool: string): Promise<boolean> {
  return (await passiveBefore(view)).has(identityKey(pool));
}
