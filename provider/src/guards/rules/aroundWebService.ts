import type { ProxyValues } from "../../configurations/proxy";
import type { WebServiceValues } from "../../configurations/webService";
import { defined } from "../../defined";
import type { Finding } from "../../finding";
import type { Rule } from "./judged";
import { isPassiveAlone, leavesCertificateAlone, passwordMethods, waysToTicket } from "./methods";
import { refused, warned, unreadFindings } from "./told";

/**
 * A proxy collection that will hold for a pool's users: of the pool itself, of an Edge in front of
 * it, or of a branch that it stands behind.
 */
export interface ProxyOfPool {
  identity: string;
  values: ProxyValues;
  /** The Edge, where it is one's. */
  edge?: string;
  /** The branch, where it is one's. */
  branch?: string;
  /** Whether the program declares it: then it is judged there. */
  isDeclared: boolean;
}

/** What stands around the Web Services of a pool. */
export interface AroundWebService {
  /**
   * The pools that users of this one are sent to, and whether passive authentication is the only
   * way in there.
   */
  neighbours: { what: string; pool: string; isPassive: boolean }[];
  proxies: ProxyOfPool[];
  /** What of these could not be read, in words. */
  unread: readonly string[];
}

/** What Web Services, as they will be, mean where modern authentication is on. */
export function judgeModern(
  web: WebServiceValues,
  { isDeclared, modernAuthentication, isAllowed }: { isDeclared: boolean; modernAuthentication: boolean; isAllowed: boolean },
): Finding[] {
  if (web.useWsFedPassiveAuth !== true || !isDeclared || !modernAuthentication || isAllowed) return [];
  const message =
    "modern authentication (ADAL) is on in this deployment, and excludes passive authentication on a pool: its clients could not sign in. " +
    "Leave passive off; or, where no client of this pool uses modern authentication, declare allowWithModernAuthentication: true";
  return [refused("modernAuthentication", "useWsFedPassiveAuth", message)];
}

/**
 * What the Web Services that hold for a pool, as they will be, mean together with what stands
 * around it.
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
      const message = `${what} ${pool} is not passive: users that it serves sign in by other methods`;
      return warned("neighbourNotPassive", "useWsFedPassiveAuth", message);
    });

const proxiesOfPassive: Rule<AroundWebService> = ({ proxies }) =>
  proxies.flatMap((proxy) => [...certificateOff(proxy), ...noSecondFactor(proxy)]);

const rulesOfPassive: readonly Rule<AroundWebService>[] = [neighbourNotPassive, proxiesOfPassive];

/** Of the pool's own proxy: at an Edge, and at a branch, another one is used. */
const certificateOff: Rule<ProxyOfPool> = (proxy) => {
  if (!isOwn(proxy) || proxy.isDeclared || proxy.values.useCertificateForClientToProxyAuth !== false) return [];
  const message = `passive authentication is on, and certificates are off in its proxy collection ("${proxy.identity}"): a client turns its web ticket into a sign-in with one. Declare the pool's proxy, with certificates on`;
  return [warned("certificateOff", "useWsFedPassiveAuth", message)];
};

const noSecondFactor: Rule<ProxyOfPool> = (proxy) => {
  const others = passwordMethods(proxy.values);
  // The pool's own is judged where it is declared.
  if (others.length === 0 || (isOwn(proxy) && proxy.isDeclared)) return [];
  const message = `passive authentication is on, and ${others.join(" and ")} ${withoutFactorAt(proxy)}`;
  const { edge, branch, identity } = proxy;
  const about = others.map((method) => `${identity} ${method}`);
  return [{ ...warned("noSecondFactor", "useWsFedPassiveAuth", message), about, proxy: { ...defined({ edge, branch }), on: others } }];
};

function isOwn({ edge, branch }: ProxyOfPool): boolean {
  return edge === undefined && branch === undefined;
}

/** Where a password lets people in, whom it concerns, and what to do. */
function withoutFactorAt({ identity, edge, branch, isDeclared }: ProxyOfPool): string {
  const mend = (undeclared: string): string => (isDeclared ? "Turn both off there" : `Declare ${undeclared}, with both off`);
  if (edge !== undefined) {
    return `at the Edge in front of it, ${edge} ("${identity}"): clients outside sign in without the second factor. ${mend("the Edge's proxy")}`;
  }
  if (branch !== undefined) {
    const proxy = `the branch's proxy (ProxyConfiguration "Service:Registrar:${branch}")`;
    return `at the branch ${branch}, which this pool stands behind ("${identity}"): its users sign in without the second factor. ${mend(proxy)}`;
  }
  return `in its proxy collection ("${identity}"): clients sign in without the second factor. ${mend("the pool's proxy")}`;
}

/**
 * Proxies with certificates alone, before Web Services by which not everyone gets one. What the
 * program declares is judged there.
 */
function certificateAlone({ proxies }: AroundWebService, ways: "phones" | "none"): Finding[] {
  return proxies
    .filter(({ values, isDeclared }) => !isDeclared && leavesCertificateAlone(values))
    .map(({ identity }) => {
      const which = `certificates alone are left on in its proxy collection ("${identity}")`;
      if (ways === "phones") {
        return warned("phonesAlone", "", `${which}, and PIN is the only way to one here: phones can get one, and no other client`);
      }
      const message =
        `${which}, and these Web Services offer no way to a web ticket: nobody new could get a certificate, and those that have one are locked out when it ends. ` +
        "Leave useWindowsAuth on, or turn useWsFedPassiveAuth on; or declare the proxy, with another method";
      return warned("noWayToTicket", "", message);
    });
}

/**
 * What Web Services without a way to a web ticket mean for proxies that take certificates alone,
 * and that the program has declared already: at these it is not told any more.
 */
export function refuseWithoutWay(web: WebServiceValues, proxies: readonly ProxyOfPool[], oauth: { offersOAuth: boolean }): Finding[] {
  if (waysToTicket(web, oauth) !== "none") return [];
  return proxies
    .filter(({ values }) => leavesCertificateAlone(values))
    .map(({ identity }) =>
      refused(
        "noWayToTicket",
        "",
        `these Web Services would offer no way to a web ticket, and certificates alone are left on in the proxy collection "${identity}": nobody could get a certificate, and one is no way to another. ` +
          "Leave useWindowsAuth on, or turn useWsFedPassiveAuth on; or leave another method on at the proxy",
      ),
    );
}
