import type { ProxyValues } from "../../configurations/proxy";
import type { Finding } from "../../finding";
import { leavesCertificateAlone, passwordMethods, type waysToTicket } from "./methods";
import { warned } from "./told";

/**
 * What it means for those who inherit a collection once their own is gone, where that keeps
 * everyone out.
 */
export function judgeInherited(who: string, methods: string): Finding[] {
  if (methods !== "none") return [];
  return [warned("noMethodInherited", "", `${who} inherits a collection that leaves no sign-in method on: everyone would be locked out`)];
}

/**
 * A pool's proxy as it will be once it has no collection of its own, and the Web Services behind
 * it.
 */
export interface InheritedProxy {
  pool: string;
  proxy: ProxyValues;
  /** The pools whose Web Services stand behind it, in words. */
  behind: string;
  /** Whether passive authentication stays the only way in there. */
  staysPassive: boolean;
  ways: ReturnType<typeof waysToTicket>;
}

/**
 * What the removal of a pool's proxy collection means: the one that it will inherit, together with
 * its Web Services.
 */
export function judgeInheritedProxy(judged: InheritedProxy): Finding[] {
  const { pool, proxy, ways } = judged;
  if (!leavesCertificateAlone(proxy) || ways !== "none") return noSecondFactor(judged);
  const message = `${pool} inherits a proxy collection with certificates alone, and its Web Services offer no way to a web ticket: nobody could get one`;
  return [warned("noWayToTicket", "", message)];
}

function noSecondFactor({ pool, proxy, behind, staysPassive }: InheritedProxy): Finding[] {
  const others = passwordMethods(proxy);
  if (!staysPassive || others.length === 0) return [];
  const who =
    behind === pool ? `${pool} stays passive, and inherits` : `${behind} stays passive, and ${pool}, which lets its users in, inherits`;
  return [warned("noSecondFactor", "", `${who} ${others.join(" and ")} at its proxy: clients sign in without the second factor`)];
}
