import type { ProxyValues } from "../../configurations/proxy";
import type { WebServiceValues } from "../../configurations/webService";
import { defined } from "../../defined";
import type { Finding } from "../../finding";
import type { Rule } from "./judged";
import { areOn, isPassiveAlone, leavesCertificateAlone, passwordMethods, waysToTicket } from "./methods";
import { refused, warned, unreadFindings } from "./told";

/**
 * A proxy collection that will apply to a pool's users. It belongs to the pool itself, to an Edge
 * in front of it, or to a branch that the pool serves.
 */
export interface ProxyOfPool {
  identity: string;
  values: ProxyValues;
  /** The Edge that it belongs to, if any. */
  edge?: string;
  /** The branch that it belongs to, if any. */
  branch?: string;
  /** Whether the program declares it. Then its own resource is judged. */
  isDeclared: boolean;
}

/** The neighbour pools and the proxies of a pool with Web Services. */
export interface AroundWebService {
  /** The pools that users of this one are sent to, and whether each is passive. */
  neighbours: { what: string; pool: string; isPassive: boolean }[];
  proxies: ProxyOfPool[];
  /** The values among these that could not be read, in words. */
  unread: readonly string[];
}

/** Refuses passive authentication if modern authentication is on. */
export function judgeModern(
  web: WebServiceValues,
  { isDeclared, modernAuthentication, isAllowed }: { isDeclared: boolean; modernAuthentication: boolean; isAllowed: boolean },
): Finding[] {
  if (web.useWsFedPassiveAuth !== true || !isDeclared || !modernAuthentication || isAllowed) return [];
  const message =
    "Modern authentication (ADAL) is on in this deployment. A pool cannot combine it with passive authentication. Clients that use modern authentication could not sign in. " +
    "Leave useWsFedPassiveAuth off. If no client of this pool uses modern authentication, you can declare allowWithModernAuthentication: true instead.";
  return [refused("modernAuthentication", "useWsFedPassiveAuth", message)];
}

/**
 * Judges the Web Services settings that will apply to a pool, together with its neighbours and
 * proxies.
 */
export function judgeWebService(web: WebServiceValues, around: AroundWebService, oauth: { offersOAuth: boolean }): Finding[] {
  const unjudged = unreadFindings(around.unread);
  if (isPassiveAlone(web))
    return [...unjudged, ...rulesOfPassive.flatMap((rule) => rule(around)).map((one) => ({ ...one, isToldThere: true }))];
  const ways = waysToTicket(web, oauth);
  return ways === "everyone" ? [] : [...unjudged, ...certificateAlone(around, ways)];
}

const neighbourNotPassive: Rule<AroundWebService> = ({ neighbours }) =>
  neighbours
    .filter(({ isPassive }) => !isPassive)
    .map(({ what, pool }) => {
      const message = `${what} ${pool} is not passive. Users that it serves sign in by other methods. Make that pool passive too.`;
      return warned("neighbourNotPassive", "useWsFedPassiveAuth", message);
    });

const proxiesOfPassive: Rule<AroundWebService> = ({ proxies }) =>
  proxies.flatMap((proxy) => [...certificateOff(proxy), ...noSecondFactor(proxy)]);

const rulesOfPassive: readonly Rule<AroundWebService>[] = [neighbourNotPassive, proxiesOfPassive];

/** Looks only at the pool's own proxy, because an Edge or a branch uses another one. */
const certificateOff: Rule<ProxyOfPool> = (proxy) => {
  if (!isOwn(proxy) || proxy.isDeclared || proxy.values.useCertificateForClientToProxyAuth !== false) return [];
  const message =
    `Passive authentication is on, but certificates are off in the pool's proxy collection ("${proxy.identity}"). ` +
    "A client uses its web ticket to get a certificate, and signs in with it. Declare the pool's proxy with certificates on.";
  return [warned("certificateOff", "useWsFedPassiveAuth", message)];
};

const noSecondFactor: Rule<ProxyOfPool> = (proxy) => {
  const others = passwordMethods(proxy.values);
  // If the pool's own proxy is declared, its own resource is judged.
  if (others.length === 0 || (isOwn(proxy) && proxy.isDeclared)) return [];
  const message = `Passive authentication is on, but ${areOn(others)} ${withoutFactorAt(proxy)}`;
  const { edge, branch, identity } = proxy;
  const about = others.map((method) => `${identity} ${method}`);
  return [{ ...warned("noSecondFactor", "useWsFedPassiveAuth", message), about, proxy: { ...defined({ edge, branch }), on: others } }];
};

function isOwn({ edge, branch }: ProxyOfPool): boolean {
  return edge === undefined && branch === undefined;
}

/**
 * Says which proxy lets clients sign in with a password, which clients these are, and what to do.
 */
function withoutFactorAt({ identity, edge, branch, isDeclared }: ProxyOfPool): string {
  const mend = (undeclared: string): string =>
    isDeclared ? "Turn both Kerberos and NTLM off there." : `Declare ${undeclared} with both Kerberos and NTLM off.`;
  if (edge !== undefined) {
    return `at ${edge}, the Edge in front of this pool ("${identity}"). Clients outside the network can sign in without the second factor. ${mend("the Edge's proxy")}`;
  }
  if (branch !== undefined) {
    const proxy = `the branch's proxy (ProxyConfiguration "Service:Registrar:${branch}")`;
    return `at the branch ${branch}, which this pool serves ("${identity}"). Its users can sign in without the second factor. ${mend(proxy)}`;
  }
  return `in the pool's proxy collection ("${identity}"). Clients can sign in without the second factor. ${mend("the pool's proxy")}`;
}

/**
 * Judges the proxies that take only certificates, if these Web Services do not give every client
 * one. A proxy that the program declares is judged at its own resource.
 */
function certificateAlone({ proxies }: AroundWebService, ways: "phones" | "none"): Finding[] {
  return proxies
    .filter(({ values, isDeclared }) => !isDeclared && leavesCertificateAlone(values))
    .map(({ identity }) => {
      const which = `The proxy collection "${identity}" accepts only certificates`;
      if (ways === "phones") {
        const message =
          `${which}, and in these Web Services PIN is the only sign-in method by which a client can get one. Phones can get one, but no other client can. ` +
          "Turn useWsFedPassiveAuth or useWindowsAuth on for other clients.";
        return warned("phonesAlone", "", message);
      }
      const message =
        `${which}, and these Web Services offer no sign-in method by which a client gets a web ticket. ` +
        "A client without a certificate could not get one, and a client that has one is locked out when that certificate expires. " +
        "Leave useWindowsAuth on, or turn useWsFedPassiveAuth on, or declare the proxy with another method.";
      return warned("noWayToTicket", "", message);
    });
}

/**
 * Refuses Web Services by which no client gets a web ticket, if a proxy takes only certificates.
 * These proxies have been declared already, so their own resources no longer refuse it.
 */
export function refuseWithoutWay(web: WebServiceValues, proxies: readonly ProxyOfPool[], oauth: { offersOAuth: boolean }): Finding[] {
  if (waysToTicket(web, oauth) !== "none") return [];
  return proxies
    .filter(({ values }) => leavesCertificateAlone(values))
    .map(({ identity }) =>
      refused(
        "noWayToTicket",
        "",
        `These Web Services would offer no sign-in method by which a client gets a web ticket, and the proxy collection "${identity}" accepts only certificates. ` +
          "A client needs a web ticket to get a certificate, even if it has an old one. So no client could get a certificate. " +
          "Leave useWindowsAuth on, or turn useWsFedPassiveAuth on, or leave another method on at the proxy.",
      ),
    );
}
