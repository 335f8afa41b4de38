import { identityKey, parseIdentity } from "../configurations/identity";
import { webIdentity, webService } from "../configurations/webService";
import type { Deployment } from "../deployment/deployment";
import { isPassiveAlone } from "../guards/methods";
import { claimsOn, unclaimed } from "./claims";
import { expectedFor } from "./effective";

/**
 * The pools where passive authentication was the only way in before this run, by the lower-cased name. The process reads them once, before the first Web Services are checked: the
 * verbs after that change them.
 */
export function passiveBefore(deployment: Deployment): Promise<ReadonlySet<string>> {
  const claims = claimsOn(deployment);
  if (claims.passiveBefore !== undefined) return claims.passiveBefore;
  const pools = passivePools(unclaimed(deployment));
  claims.passiveBefore = pools;
  // A failed read is not kept.
  pools.catch(() => (claims.passiveBefore = undefined));
  return pools;
}

async function passivePools(stored: Deployment): Promise<Set<string>> {
  const pools = new Set<string>();
  for (const [key, { fqdn, roles }] of await stored.directory()) {
    if (!roles.includes("WebServer")) continue;
    const web = await expectedFor(webService, stored, parseIdentity(webIdentity(fqdn), webService));
    if (web !== undefined && isPassiveAlone(web.values)) pools.add(key);
  }
  return pools;
}

/** Whether a pool was among them. */
export async function wasPassive(deployment: Deployment, pool: string): Promise<boolean> {
  return (await passiveBefore(deployment)).has(identityKey(pool));
}
