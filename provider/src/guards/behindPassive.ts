import { parseIdentity } from "../configurations/identity";
import type { ProxyValues } from "../configurations/proxy";
import { expectedFor } from "../stack/effective";
import { asStored, type Scope } from "../stack/memory";
import { isPassiveAlone, passwordMethods } from "./rules/methods";
import { webBehind } from "./webBehind";

/** What holds at a pool's proxy, where passive authentication is the only way in behind it. */
export interface BehindPassive {
  pool: string;
  proxy: ProxyValues;
}

/**
 * The same of a collection as it is stored; undefined where that is not a proxy's, or passive is
 * not the only way in.
 */
export async function storedBehindPassive(scope: Scope, text: string): Promise<BehindPassive | undefined> {
  const identity = parseIdentity(text, scope.noun);
  if (scope.noun.governs !== "proxySignIn" || identity.scope !== "service") return undefined;
  const stored = asStored(scope);
  const { web } = await webBehind(stored, identity.pool);
  const proxy = await expectedFor(stored, identity);
  if (web === undefined || proxy === undefined || !isPassiveAlone(web.values)) return undefined;
  return { pool: identity.pool, proxy: proxy.values };
}

/**
 * What it means that a write of the proxy failed; undefined where nobody gets in by a password.
 *
 * @param found what the proxy holds after all, as far as it is known.
 */
export function meantByFailure(
  { pool, proxy }: BehindPassive,
  { found, isUnknown }: { found: ProxyValues; isUnknown: boolean },
): string | undefined {
  if (passwordMethods({ ...proxy, ...found }).length === 0) return undefined;
  return `Until the next up, clients ${isUnknown ? "may " : ""}sign in at ${pool} without the second factor`;
}
