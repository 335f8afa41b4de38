import type { ProxyValues } from "../../configurations/proxy";
import type { WebServiceValues } from "../../configurations/webService";
import { defined } from "../../defined";
import { inWords, type Finding } from "../../finding";
import type { Rule } from "./judged";
import { areOn, isPassiveAlone, isTicketUnknown, leavesCertificateAlone, passwordMethods, waysToTicket } from "./methods";
import { refused, warned, unreadFindings } from "./told";

/**
 * The Web Services behind a proxy collection. They are those of the proxy's own pool, of an Edge's
 * next hop, or of the pool that serves a branch.
 */
export interface AroundProxy {
  /**
   * The pool whose Web Services settings count, or several pools with the same settings, in words.
   * Undefined if it is unknown which pool is behind the proxy.
   */
  pool: string | undefined;
  /** The names of these pools. */
  pools?: readonly string[];
  /**
   * Whether one of these pools is behind the proxy, but it is unknown which. Then `web` is what
   * they offer together.
   */
  isAnyOf?: boolean;
  /** The Web Services settings of the pool; undefined if they are unknown. */
  web: WebServiceValues | undefined;
  /** The settings whose declared value is not known yet. They are judged once it is known. */
  unknown?: readonly (keyof WebServiceValues)[];
  /** Whether the pool is an Edge's next hop. */
  isNextHop?: boolean;
  /** The pools that will not be passive, although their users also come through the Edge. */
  leftOut?: readonly string[];
  /** The Web Services settings that could not be read, in words. */
  unread?: readonly string[];
}

/** A proxy collection as it will be, and the Web Services behind it. */
interface BehindProxy {
  proxy: ProxyValues;
  pool: string;
  web: WebServiceValues;
  around: AroundProxy;
}

/** Judges a proxy collection, as it will be, together with the Web Services behind it. */
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
    "This proxy accepts only certificates, and it is unknown which Web Services are behind it. " +
    "It was therefore not checked whether a client can get a certificate. Check that the Web Services of its users have useWsFedPassiveAuth or useWindowsAuth on.";
  return [warned("wayToTicketUnknown", "", message)];
}

const certificateOff: Rule<BehindProxy> = ({ proxy, pool }) => {
  if (proxy.useCertificateForClientToProxyAuth !== false) return [];
  const message =
    `Passive authentication is on at ${pool}. A client uses its web ticket to get a certificate and signs in with it, but this proxy does not accept certificates. ` +
    "Declare useCertificateForClientToProxyAuth: true.";
  return [warned("certificateOff", "useCertificateForClientToProxyAuth", message)];
};

const noSecondFactor: Rule<BehindProxy> = ({ proxy, pool, around: { pools = [pool] } }) => {
  const others = passwordMethods(proxy);
  const [first] = others;
  if (first === undefined) return [];
  const message =
    `Passive authentication is on at ${pool}, but ${areOn(others)} at this proxy. Clients can sign in without the second factor. ` +
    `Declare ${others.map((method) => `${method}: false`).join(" and ")}.`;
  const about = pools.flatMap((one) => others.map((method) => `${one} ${method}`));
  return [{ ...warned("noSecondFactor", first, message), about, proxy: { on: others } }];
};

const edgeLocksOut: Rule<BehindProxy> = ({ proxy, pool, around: { leftOut = [] } }) => {
  if (leftOut.length === 0 || !leavesCertificateAlone(proxy)) return [];
  const message =
    `The next hop ${pool} is passive, but ${inWords(leftOut)} in the same site will not be. Their users outside the network also come through this Edge, where Kerberos and NTLM are off. ` +
    "A client that gets no certificate from its own pool's Web Services is locked out. Make these pools passive too, put a passive Director in front, or give their users another Edge.";
  return [{ ...warned("edgeLocksOut", "", message), about: leftOut }];
};

const rulesBesidePassive: readonly Rule<BehindProxy>[] = [certificateOff, noSecondFactor, edgeLocksOut];

/**
 * Judges a proxy that takes only certificates, by which clients can get one from the Web Services
 * behind it.
 */
function certificateAlone(judged: BehindProxy, ways: ReturnType<typeof waysToTicket>): Finding[] {
  const { pool, around } = judged;
  if (ways === "everyone") return edgeAsksMore(judged);
  if (isTicketUnknown(around.unknown ?? [])) return ticketUnknown(judged);
  if (ways === "phones") {
    const message =
      `This proxy accepts only certificates, and at ${pool} PIN is the only sign-in method by which a client can get one. Phones can get one, but no other client can. ` +
      "Turn useWsFedPassiveAuth or useWindowsAuth on there for other clients.";
    return [warned("phonesAlone", "", message)];
  }
  const message =
    `This proxy accepts only certificates, and the Web Services of ${pool} offer no sign-in method by which a client gets a web ticket. ` +
    "A client needs a web ticket to get a certificate, even if it has an old one. So no client could get a certificate. " +
    "First turn on such a method there, for example useWsFedPassiveAuth. If this program does so, add the resource of those Web Services to the dependsOn of this one.";
  return [{ ...refused("noWayToTicket", "", message), ...defined({ pools: around.pools }) }];
}

function edgeAsksMore({ pool, around: { isNextHop = false, unknown = [] } }: BehindProxy): Finding[] {
  if (!isNextHop || unknown.includes("useWsFedPassiveAuth")) return [];
  const message =
    `The next hop ${pool} is not passive, but this Edge accepts only certificates. The Edge demands more of its users than the pool behind it. ` +
    "Make the next hop passive too, or leave another method on at the Edge.";
  return [{ ...warned("edgeAsksMore", "", message), isToldThere: true }];
}

/** Says nothing if a value could not be read, because another warning says that already. */
function ticketUnknown({ pool, around: { unread = [] } }: BehindProxy): Finding[] {
  if (unread.length > 0) return [];
  const message =
    "This proxy accepts only certificates. " +
    `It is not known yet whether the Web Services of ${pool} offer a sign-in method by which a client gets a web ticket. This is checked as soon as it is known.`;
  return [warned("wayToTicketUnknown", "", message)];
}
