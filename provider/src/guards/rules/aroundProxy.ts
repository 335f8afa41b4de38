import type { ProxyValues } from "../../configurations/proxy";
import type { WebServiceValues } from "../../configurations/webService";
import { defined } from "../../defined";
import { inWords, type Finding } from "../../finding";
import type { Rule } from "./judged";
import { isPassiveAlone, isTicketUnknown, leavesCertificateAlone, passwordMethods, waysToTicket } from "./methods";
import { refused, warned, unreadFindings } from "./told";

/**
 * What stands around a proxy collection: the Web Services settings that hold for a pool; for an
 * Edge its next hop's, for a branch those of the pool behind it.
 */
export interface AroundProxy {
  /**
   * The pool whose Web Services settings count, or several alike, in words; undefined where nobody
   * knows which pool stands behind.
   */
  pool: string | undefined;
  /** Their names. */
  pools?: readonly string[];
  /** Whether it is one of these, and nobody knows which: then `web` is what they offer together. */
  isAnyOf?: boolean;
  /** What holds for it; undefined where nobody knows. */
  web: WebServiceValues | undefined;
  /** The settings among them whose declared value is not known yet: they are judged when it is. */
  unknown?: readonly (keyof WebServiceValues)[];
  /** Whether the pool is an Edge's next hop. */
  isNextHop?: boolean;
  /** The pools whose users come through an Edge, too, and that will not be passive. */
  leftOut?: readonly string[];
  /** What of the Web Services could not be read, in words. */
  unread?: readonly string[];
}

/** A proxy collection as it will be, and the Web Services behind it. */
interface BehindProxy {
  proxy: ProxyValues;
  pool: string;
  web: WebServiceValues;
  around: AroundProxy;
}

/** What a proxy collection, as it will be, means together with the Web Services of its pool. */
export function judgeProxy(proxy: ProxyValues, around: AroundProxy, oauth: { offersOAuth: boolean }): Finding[] {
  return [...unreadFindings(around.unread), ...judgeBehind(proxy, around, oauth)];
}

function judgeBehind(proxy: ProxyValues, around: AroundProxy, oauth: { offersOAuth: boolean }): Finding[] {
  const { pool, web } = around;
  if (web === undefined || pool === undefined) return webServicesUnknown(proxy);
  const judged = { proxy, pool, web, around };
  if (isPassiveAlone(web)) return rulesBesidePassive.flatMap((rule) => rule(judged));
  return leavesCertificateAlone(proxy) ? certificateAlone(judged, waysToTicket(web, oauth)) : [];
}

function webServicesUnknown(proxy: ProxyValues): Finding[] {
  if (!leavesCertificateAlone(proxy)) return [];
  const message =
    "certificates alone are left on, and what Web Services stand behind is not known: whether anybody can get one cannot be told";
  return [warned("wayToTicketUnknown", "", message)];
}

const certificateOff: Rule<BehindProxy> = ({ proxy, pool }) => {
  if (proxy.useCertificateForClientToProxyAuth !== false) return [];
  const message = `passive authentication is on at ${pool}: a client turns its web ticket into a sign-in with a certificate, which is off here. Leave it on`;
  return [warned("certificateOff", "useCertificateForClientToProxyAuth", message)];
};

const noSecondFactor: Rule<BehindProxy> = ({ proxy, pool, around: { pools = [pool] } }) => {
  const others = passwordMethods(proxy);
  const [first] = others;
  if (first === undefined) return [];
  const message = `passive authentication is on at ${pool}, and ${others.join(" and ")} on beside it: clients sign in without the second factor`;
  const about = pools.flatMap((one) => others.map((method) => `${one} ${method}`));
  return [{ ...warned("noSecondFactor", first, message), about, proxy: { on: others } }];
};

const edgeLocksOut: Rule<BehindProxy> = ({ proxy, pool, around: { leftOut = [] } }) => {
  if (leftOut.length === 0 || !leavesCertificateAlone(proxy)) return [];
  const message =
    `the next hop ${pool} is passive, and ${inWords(leftOut)} in its site will not be: their users outside come through the Edge, too, and Kerberos and NTLM are off here. ` +
    "A client that gets no certificate from its own pool's Web Services is locked out. Make these pools passive, too, have a passive Director in front, or give their users another Edge";
  return [{ ...warned("edgeLocksOut", "", message), about: leftOut }];
};

const rulesBesidePassive: readonly Rule<BehindProxy>[] = [certificateOff, noSecondFactor, edgeLocksOut];

/** What certificates alone mean, by who has a way to one behind the proxy. */
function certificateAlone(judged: BehindProxy, ways: ReturnType<typeof waysToTicket>): Finding[] {
  const { pool, around } = judged;
  if (ways === "everyone") return edgeAsksMore(judged);
  if (isTicketUnknown(around.unknown ?? [])) return ticketUnknown(judged);
  if (ways === "phones") {
    const message = `certificates alone are left on, and PIN is the only way to one at ${pool}: phones can get one, and no other client`;
    return [warned("phonesAlone", "", message)];
  }
  const message =
    `certificates alone are left on, and the Web Services of ${pool} offer no way to a web ticket: nobody could get a certificate, and one is no way to another. ` +
    "Turn a method on there first, such as useWsFedPassiveAuth. If this program does, name that resource in dependsOn of this one";
  return [{ ...refused("noWayToTicket", "", message), ...defined({ pools: around.pools }) }];
}

function edgeAsksMore({ pool, around: { isNextHop = false, unknown = [] } }: BehindProxy): Finding[] {
  if (!isNextHop || unknown.includes("useWsFedPassiveAuth")) return [];
  const message = `the next hop ${pool} is not passive, and certificates alone are left on here: the Edge asks more of its users than the pool behind it`;
  return [{ ...warned("edgeAsksMore", "", message), isToldThere: true }];
}

/** Where a value could not be read, that is said already. */
function ticketUnknown({ pool, around: { unread = [] } }: BehindProxy): Finding[] {
  if (unread.length > 0) return [];
  const message = `certificates alone are left on, and whether the Web Services of ${pool} offer a way to a web ticket is not known yet: it is judged when it is`;
  return [warned("wayToTicketUnknown", "", message)];
}
