import { parseIdentity } from "../configurations/identity";
import type { ProxyValues } from "../configurations/proxy";
import { expectedFor } from "../stack/effective";
import { asStored, type Scope } from "../stack/memory";
import { isPassiveAlone, passwordMethods } from "./rules/methods";
import { webBehind } from "./webBehind";

/** The values of a pool's proxy whose Web Services are passive. */
export interface BehindPassive {
  pool: string;
  proxy: ProxyValues;
}

/**
 * The values of a stored proxy whose Web Services are passive. Undefined for a collection that is
 * not a pool's proxy, or if the Web Services behind it are not passive.
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
 * What a failed write of the proxy means for users; undefined if no client can sign in with a
 * password.
 *
 * @param found what the proxy holds after the failure, as far as it is known.
 */
export function meantByFailure(
  { pool, proxy }: BehindPassive,
  { found, isUnknown }: { found: ProxyValues; isUnknown: boolean },
): string | undefined {
  if (passwordMethods({ ...proxy, ...found }).length === 0) return undefined;
  return `Until the next up, clients ${isUnknown ? "may be able to" : "can"} sign in at ${pool} without the second factor.`;
}
