import type { ProxyValues } from "../../configurations/proxy";
import type { Finding } from "../../finding";
import { areOn, leavesCertificateAlone, passwordMethods, type waysToTicket } from "./methods";
import { warned } from "./told";

/** Warns if pools lose their own collection and will inherit one that locks everyone out. */
export function judgeInherited(who: string, methods: string): Finding[] {
  if (methods !== "none") return [];
  const message = `${who} will inherit a collection that leaves no sign-in method on. Everyone there would be locked out. First turn a method on in that collection.`;
  return [warned("noMethodInherited", "", message)];
}

/** A pool's proxy once it has no collection of its own, and the Web Services behind it. */
export interface InheritedProxy {
  pool: string;
  proxy: ProxyValues;
  /** The pools whose Web Services are behind it, in words. */
  behind: string;
  /** Whether these Web Services stay passive. */
  staysPassive: boolean;
  ways: ReturnType<typeof waysToTicket>;
}

/**
 * Judges the removal of a pool's proxy collection, by the collection that it will inherit and by
 * its Web Services.
 */
export function judgeInheritedProxy(judged: InheritedProxy): Finding[] {
  const { pool, proxy, ways } = judged;
  if (!leavesCertificateAlone(proxy) || ways !== "none") return noSecondFactor(judged);
  const message =
    `${pool} will inherit a proxy collection with only certificates on, and its Web Services have no sign-in method on by which a client gets a web ticket. ` +
    "No client could get a certificate. First turn a method on in either of them.";
  return [warned("noWayToTicket", "", message)];
}

function noSecondFactor({ pool, proxy, behind, staysPassive }: InheritedProxy): Finding[] {
  const others = passwordMethods(proxy);
  if (!staysPassive || others.length === 0) return [];
  const who = behind === pool ? "it" : `${pool}, where its users sign in,`;
  const message = `Passive authentication stays the only sign-in method at ${behind}, but ${who} will inherit a proxy collection where ${areOn(others)}. Clients can sign in without the second factor.`;
  return [warned("noSecondFactor", "", message)];
}
