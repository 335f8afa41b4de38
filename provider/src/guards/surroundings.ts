import type { Values } from "../configurations/noun";
import { defined } from "../defined";
import { inWords, refused, warned, type Code, type Finding } from "../finding";
import { isPassiveAlone, isTicketUnknown, leavesCertificateAlone, passwordMethods, waysToTicket } from "./methods";

/** What stands around a proxy collection: the Web Services settings that hold for a pool; for an Edge its next hop's, for a branch those of the pool behind it. */
export interface AroundProxy {
  /** The pool whose Web Services settings count, or several alike, in words; undefined where nobody knows which pool stands behind. */
  pool: string | undefined;
  /** Their names. */
  pools?: readonly string[];
  /** Whether it is one of these, and nobody knows which: then `web` is what they offer together. */
  isAnyOf?: boolean;
  /** What holds for it; undefined where nobody knows. */
  web: Values | undefined;
  /** The settings among them whose declared value is not known yet: they are judged when it is. */
  unknown?: readonly string[];
  /** Whether the pool is an Edge's next hop. */
  isNextHop?: boolean;
  /** The pools whose users come through an Edge, too, and that will not be passive. */
  leftOut?: readonly string[];
  /** What of the Web Services could not be read, in words. */
  unread?: readonly string[];
}

/** What a proxy collection, as it will be, means together with the Web Services of its pool. */
export function judgeProxy(proxy: Values, around: AroundProxy, deployment: { modernAuthentication: boolean }): Finding[] {
  return [...(around.unread ?? []).map((text) => warned("unread", "", text)), ...judgeBehind(proxy, around, deployment)];
}

function judgeBehind(proxy: Values, around: AroundProxy, deployment: { modernAuthentication: boolean }): Finding[] {
  const { pool, web } = around;
  if (web === undefined || pool === undefined) {
    return leavesCertificateAlone(proxy)
      ? [
          warned(
            "wayToTicketUnknown",
            "",
            "certificates alone are left on, and what Web Services stand behind is not known: whether anybody can get one cannot be told",
          ),
        ]
      : [];
  }
  return isPassiveAlone(web) ? besidePassive(proxy, { ...around, pool }) : withoutPassive(proxy, { ...around, pool, web }, deployment);
}

function besidePassive(proxy: Values, { pool, pools = [pool], leftOut = [] }: AroundProxy & { pool: string }): Finding[] {
  const findings: Finding[] = [];
  if (proxy.useCertificateForClientToProxyAuth === false) {
    findings.push(
      warned(
        "certificateOff",
        "useCertificateForClientToProxyAuth",
        `passive authentication is on at ${pool}: a client turns its web ticket into a sign-in with a certificate, which is off here. Leave it on`,
      ),
    );
  }
  const others = passwordMethods(proxy);
  if (others.length > 0) {
    const finding = warned(
      "noSecondFactor",
      others[0] ?? "",
      `passive authentication is on at ${pool}, and ${others.join(" and ")} on beside it: clients sign in without the second factor`,
    );
    findings.push({ ...finding, about: pools.flatMap((one) => others.map((method) => `${one} ${method}`)) });
  }
  if (leftOut.length > 0 && leavesCertificateAlone(proxy)) {
    const finding = warned(
      "edgeLocksOut",
      "",
      `the next hop ${pool} is passive, and ${inWords(leftOut)} in its site will not be: their users outside come through the Edge, too, and Kerberos and NTLM are off here. ` +
        "A client that gets no certificate from its own pool's Web Services is locked out. Make these pools passive, too, have a passive Director in front, or give their users another Edge",
    );
    findings.push({ ...finding, about: leftOut });
  }
  return findings;
}

function withoutPassive(
  proxy: Values,
  { pool, pools, web, unknown = [], unread = [], isNextHop = false }: AroundProxy & { pool: string; web: Values },
  deployment: { modernAuthentication: boolean },
): Finding[] {
  if (!leavesCertificateAlone(proxy)) return [];
  const ways = waysToTicket(web, deployment);
  if (ways === "everyone") {
    if (!isNextHop || unknown.includes("useWsFedPassiveAuth")) return [];
    const finding = warned(
      "edgeAsksMore",
      "",
      `the next hop ${pool} is not passive, and certificates alone are left on here: the Edge asks more of its users than the pool behind it`,
    );
    return [{ ...finding, isToldThere: true }];
  }
  if (isTicketUnknown(unknown)) {
    // Why it could not be read is said already.
    if (unread.length > 0) return [];
    return [
      warned(
        "wayToTicketUnknown",
        "",
        `certificates alone are left on, and whether the Web Services of ${pool} offer a way to a web ticket is not known yet: it is judged when it is`,
      ),
    ];
  }
  if (ways === "phones") {
    return [
      warned(
        "phonesAlone",
        "",
        `certificates alone are left on, and PIN is the only way to one at ${pool}: phones can get one, and no other client`,
      ),
    ];
  }
  return [
    {
      ...refused(
        "noWayToTicket",
        "",
        `certificates alone are left on, and the Web Services of ${pool} offer no way to a web ticket: nobody could get a certificate, and one is no way to another. ` +
          "Turn a method on there first, such as useWsFedPassiveAuth. If this program does, name that resource in dependsOn of this one",
      ),
      ...defined({ pools }),
    },
  ];
}

/** A proxy collection that will hold for a pool's users: of the pool itself, of an Edge in front of it, or of a branch that it stands behind. */
export interface ProxyOfPool {
  identity: string;
  values: Values;
  /** The Edge, where it is one's. */
  edge?: string;
  /** The branch, where it is one's. */
  branch?: string;
  /** Whether the program declares it: then it is judged there. */
  isDeclared: boolean;
}

/** What stands around the Web Services of a pool. */
export interface AroundWebService {
  /** The pools that users of this one are sent to, and whether passive authentication is the only way in there. */
  neighbours: { what: string; pool: string; isPassive: boolean }[];
  proxies: ProxyOfPool[];
  /** What of these could not be read, in words. */
  unread: readonly string[];
}

/** What Web Services, as they will be, mean where modern authentication is on. */
export function judgeModern(
  web: Values,
  { isDeclared, modernAuthentication, isAllowed }: { isDeclared: boolean; modernAuthentication: boolean; isAllowed: boolean },
): Finding[] {
  if (web.useWsFedPassiveAuth !== true || !isDeclared || !modernAuthentication || isAllowed) return [];
  return [
    refused(
      "modernAuthentication",
      "useWsFedPassiveAuth",
      "modern authentication (ADAL) is on in this deployment, and excludes passive authentication on a pool: its clients could not sign in. " +
        "Leave passive off; or, where no client of this pool uses modern authentication, declare allowWithModernAuthentication: true",
    ),
  ];
}

/** What the Web Services that hold for a pool, as they will be, mean together with what stands around it. */
export function judgeWebService(
  web: Values,
  { neighbours, proxies, unread }: AroundWebService,
  deployment: { modernAuthentication: boolean },
): Finding[] {
  const unjudged = unread.map((text) => warned("unread", "", text));
  if (isPassiveAlone(web)) {
    const others = neighbours.filter(({ isPassive }) => !isPassive);
    return [
      ...unjudged,
      ...others.map(({ what, pool }) => ({
        ...warned(
          "neighbourNotPassive",
          "useWsFedPassiveAuth",
          `${what} ${pool} is not passive: users that it serves sign in by other methods`,
        ),
        isToldThere: true,
      })),
      ...proxies.flatMap(proxyOfPassive).map((finding) => ({ ...finding, isToldThere: true })),
    ];
  }
  const ways = waysToTicket(web, deployment);
  if (ways === "everyone") return [];
  // One that the program declares is judged there.
  const judged = proxies
    .filter(({ values, isDeclared }) => !isDeclared && leavesCertificateAlone(values))
    .map(({ identity }) => {
      const which = `certificates alone are left on in its proxy collection ("${identity}")`;
      return ways === "phones"
        ? warned("phonesAlone", "", `${which}, and PIN is the only way to one here: phones can get one, and no other client`)
        : warned(
            "noWayToTicket",
            "",
            `${which}, and these Web Services offer no way to a web ticket: nobody new could get a certificate, and those that have one are locked out when it ends. ` +
              "Leave useWindowsAuth on, or turn useWsFedPassiveAuth on; or declare the proxy, with another method",
          );
    });
  return [...unjudged, ...judged];
}

/** What Web Services without a way to a web ticket mean for proxies that take certificates alone, and that the program has declared already: at these it is not told any more. */
export function refuseWithoutWay(web: Values, proxies: readonly ProxyOfPool[], deployment: { modernAuthentication: boolean }): Finding[] {
  if (waysToTicket(web, deployment) !== "none") return [];
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

function proxyOfPassive({ identity, values, edge, branch, isDeclared }: ProxyOfPool): Finding[] {
  const others = passwordMethods(values);
  const saidOfMethods = (text: string): Finding => ({
    ...warned("noSecondFactor", "useWsFedPassiveAuth", text),
    about: others.map((method) => `${identity} ${method}`),
  });
  if (edge !== undefined) {
    if (others.length === 0) return [];
    return [
      saidOfMethods(
        `passive authentication is on, and ${others.join(" and ")} at the Edge in front of it, ${edge} ("${identity}"): clients outside sign in without the second factor. ${isDeclared ? "Turn both off there" : "Declare the Edge's proxy, with both off"}`,
      ),
    ];
  }
  if (branch !== undefined) {
    if (others.length === 0) return [];
    const mend = isDeclared
      ? "Turn both off there"
      : `Declare the branch's proxy (ProxyConfiguration "Service:Registrar:${branch}"), with both off`;
    return [
      saidOfMethods(
        `passive authentication is on, and ${others.join(" and ")} at the branch ${branch}, which this pool stands behind ("${identity}"): its users sign in without the second factor. ${mend}`,
      ),
    ];
  }
  if (isDeclared) return [];
  const findings: Finding[] = [];
  const which = `its proxy collection ("${identity}")`;
  if (values.useCertificateForClientToProxyAuth === false) {
    findings.push(
      warned(
        "certificateOff",
        "useWsFedPassiveAuth",
        `passive authentication is on, and certificates are off in ${which}: a client turns its web ticket into a sign-in with one. Declare the pool's proxy, with certificates on`,
      ),
    );
  }
  if (others.length > 0) {
    findings.push(
      saidOfMethods(
        `passive authentication is on, and ${others.join(" and ")} in ${which}: clients sign in without the second factor. Declare the pool's proxy, with both off`,
      ),
    );
  }
  return findings;
}

/** Those who counted on a pool to be passive before this run, and stay as they are. */
export interface Dependents {
  /** The passive pool that it is the backup pool of. */
  backedUp: string | undefined;
  /** The passive pools that it is the Director of. */
  directed: readonly string[];
  /** The Edges with certificates alone that it is the next hop of. */
  edges: readonly string[];
  /** What of the Edges in front of it could not be read, in words. */
  unread?: readonly string[];
}

/** What it means for others that a pool is passive no more. */
export function judgeTurned(pool: string, { backedUp, directed, edges, unread = [] }: Dependents): Finding[] {
  const turned = (code: Code, what: string): Finding =>
    warned(code, "useWsFedPassiveAuth", `passive authentication will not be the only way in at ${pool} any more, and ${what}`);
  const findings = unread.map((text) => turned("unread", text));
  if (backedUp !== undefined) {
    const what = `${backedUp}, whose backup pool it is, stays as it is: its users that ${pool} serves sign in by other methods`;
    findings.push(turned("neighbourNotPassive", what));
  }
  if (directed.length > 0) {
    const what = `${inWords(directed)}, whose Director it is, ${directed.length === 1 ? "stays as it is" : "stay as they are"}: users that ${pool} serves sign in by other methods`;
    findings.push(turned("neighbourNotPassive", what));
  }
  if (edges.length > 0) {
    const what = `certificates alone are left on at ${inWords(edges)}, whose next hop it is: the Edge asks more of its users than the pool behind it`;
    findings.push(turned("edgeAsksMore", what));
  }
  return findings;
}

/** What it means for those who inherit a collection once their own is gone, where that keeps everyone out. */
export function judgeInherited(who: string, methods: string): Finding[] {
  return methods === "none"
    ? [warned("noMethodInherited", "", `${who} inherits a collection that leaves no sign-in method on: everyone would be locked out`)]
    : [];
}

/** What the removal of a pool's proxy collection means: the one that it will inherit, together with its Web Services. */
export function judgeInheritedProxy(
  inherited: Values,
  { pool, behind, web, ways }: { pool: string; behind: string; web: { staysPassive: boolean }; ways: ReturnType<typeof waysToTicket> },
): Finding[] {
  if (leavesCertificateAlone(inherited) && ways === "none") {
    return [
      warned(
        "noWayToTicket",
        "",
        `${pool} inherits a proxy collection with certificates alone, and its Web Services offer no way to a web ticket: nobody could get one`,
      ),
    ];
  }
  const others = passwordMethods(inherited);
  const who =
    behind === pool ? `${pool} stays passive, and inherits` : `${behind} stays passive, and ${pool}, which lets its users in, inherits`;
  return web.staysPassive && others.length > 0
    ? [warned("noSecondFactor", "", `${who} ${others.join(" and ")} at its proxy: clients sign in without the second factor`)]
    : [];
}
