import type { ProxyValues } from "../../configurations/proxy";
import type { Finding } from "../../finding";
import { areOn, leavesCertificateAlone, passwordMethods, type waysToTicket } from "./methods";
import { warned } from "./told";

/** Warns if pools lose their own collection and will inherit one that locks everyone out. */
export function judgeInherited(who: string, { identity, methods }: { identity: string; methods: string }): Finding[] {
  if (methods !== "none") return [];
  const message = `${who} will inherit "${identity}", which leaves no sign-in method on. Everyone there would be locked out. First turn on a method in "${identity}".`;
  return [warned("noMethodInherited", "", message)];
}

/** A pool's proxy once it has no collection of its own, and the Web Services behind it. */
export interface InheritedProxy {
  pool: string;
  /** The collection that it inherits. */
  identity: string;
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
  const { pool, identity, proxy, ways } = judged;
  if (!leavesCertificateAlone(proxy) || ways !== "none") return noSecondFactor(judged);
  const message =
    `${pool} will inherit the proxy collection "${identity}", which accepts only certificates, and its Web Services offer no sign-in method by which a client gets a web ticket. ` +
    "No client could get a certificate. First turn on another method in that collection or in the Web Services.";
  return [warned("noWayToTicket", "", message)];
}

function noSecondFactor({ pool, identity, proxy, behind, staysPassive }: InheritedProxy): Finding[] {
  const others = passwordMethods(proxy);
  if (!staysPassive || others.length === 0) return [];
  const who = behind === pool ? "the pool" : `${pool}, where its users sign in,`;
  const message = `Passive authentication stays the only sign-in method at ${behind}, but ${who} will inherit the proxy collection "${identity}", where ${areOn(others)}. Clients can sign in without the second factor.`;
  return [warned("noSecondFactor", "", message)];
}
