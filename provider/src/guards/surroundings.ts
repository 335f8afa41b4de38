import { signInMethods, type Values } from "../configurations/noun";
import { webService } from "../configurations/webService";
import { refused, warned, type Finding } from "./finding";

/** What stands around a proxy collection: the Web Services settings that hold for a pool, for an Edge its next hop's. */
export interface AroundProxy {
  /** The pool whose Web Services settings count, or several alike, in words; undefined for an Edge whose next hop nobody knows. */
  pool: string | undefined;
  /** Their names. */
  pools?: readonly string[];
  /** What holds for it; undefined where nobody knows. */
  web: Values | undefined;
  /** The settings among them whose declared value is not known yet: they are judged when it is. */
  unknown?: readonly string[];
  /** Whether the pool is another one: an Edge's next hop. */
  isNextHop?: boolean;
}

/** What a proxy collection, as it will be, means together with the Web Services of its pool. */
export function judgeProxy(proxy: Values, around: AroundProxy): Finding[] {
  const { pool, web } = around;
  if (web === undefined || pool === undefined) {
    return leavesCertificateAlone(proxy)
      ? [
          warned(
            "",
            "certificates alone are left on, and what Web Services stand behind is not known: whether anybody can get one cannot be told",
          ),
        ]
      : [];
  }
  return web.useWsFedPassiveAuth === true ? besidePassive(proxy, pool) : withoutPassive(proxy, { ...around, pool, web });
}

function besidePassive(proxy: Values, pool: string): Finding[] {
  const findings: Finding[] = [];
  if (proxy.useCertificateForClientToProxyAuth === false) {
    findings.push(
      warned(
        "useCertificateForClientToProxyAuth",
        `passive authentication is on at ${pool}: a client turns its web ticket into a sign-in with a certificate, which is off here. Leave it on`,
      ),
    );
  }
  const others = passwordMethods(proxy);
  if (others.length > 0) {
    findings.push(
      warned(
        others[0] ?? "",
        `passive authentication is on at ${pool}, and ${others.join(" and ")} on beside it: clients sign in without the second factor`,
      ),
    );
  }
  return findings;
}

function withoutPassive(
  proxy: Values,
  { pool, pools, web, unknown = [], isNextHop = false }: AroundProxy & { pool: string; web: Values },
): Finding[] {
  if (!leavesCertificateAlone(proxy)) return [];
  if (signInMethods(webService, web) !== "none") {
    if (!isNextHop || unknown.includes("useWsFedPassiveAuth")) return [];
    return [
      warned(
        "",
        `the next hop ${pool} is not passive, and certificates alone are left on here: the Edge asks more of its users than the pool behind it`,
      ),
    ];
  }
  if (Object.entries(webService.settings).some(([property, setting]) => "signIn" in setting && unknown.includes(property))) {
    return [
      warned(
        "",
        `certificates alone are left on, and whether the Web Services of ${pool} offer a way to a web ticket is not known yet: it is judged when it is`,
      ),
    ];
  }
  return [
    refused(
      "",
      `certificates alone are left on, and the Web Services of ${pool} offer no way to a web ticket: nobody could get a certificate. ` +
        "Turn a method on there first, such as useWsFedPassiveAuth. If this program does, name that resource in dependsOn of this one",
      pools,
    ),
  ];
}

function leavesCertificateAlone(proxy: Values): boolean {
  return (
    proxy.useCertificateForClientToProxyAuth === true &&
    proxy.useKerberosForClientToProxyAuth === false &&
    proxy.useNtlmForClientToProxyAuth === false
  );
}

/** The methods by which a client signs in at a proxy without a web ticket. */
function passwordMethods(proxy: Values): string[] {
  return ["useKerberosForClientToProxyAuth", "useNtlmForClientToProxyAuth"].filter((property) => proxy[property] === true);
}

/** What stands around a Web Services collection that is to be passive. */
export interface AroundWebService {
  /** Whether the program declares it passive; else somebody else made it so. */
  isDeclared: boolean;
  /** Whether modern authentication is on in the deployment. */
  modernAuthentication: boolean;
  allowWithModernAuthentication: boolean;
  /** The pools that users of this one are sent to, and whether they are passive. */
  neighbours: { what: string; pool: string; isPassive: boolean }[];
  /** The proxy collection that will hold for the pool, where the program does not declare it: else it is judged there. */
  proxy?: { identity: string; values: Values } | undefined;
}

/** What a Web Services collection, as it will be, means together with the deployment around it. */
export function judgeWebService(
  web: Values,
  { isDeclared, modernAuthentication, allowWithModernAuthentication, neighbours, proxy }: AroundWebService,
): Finding[] {
  if (web.useWsFedPassiveAuth !== true) return [];
  const findings: Finding[] = [];
  if (isDeclared && modernAuthentication && !allowWithModernAuthentication) {
    findings.push(
      refused(
        "useWsFedPassiveAuth",
        "modern authentication (ADAL) is on in this deployment, and excludes passive authentication on a pool: its clients could not sign in. " +
          "Leave passive off; or, where no client of this pool uses modern authentication, declare allowWithModernAuthentication: true",
      ),
    );
  }
  for (const { what, pool, isPassive } of neighbours) {
    if (!isPassive)
      findings.push(warned("useWsFedPassiveAuth", `${what} ${pool} is not passive: users that it serves sign in by other methods`));
  }
  return proxy === undefined ? findings : [...findings, ...judgeUndeclaredProxy(proxy)];
}

function judgeUndeclaredProxy({ identity, values }: { identity: string; values: Values }): Finding[] {
  const findings: Finding[] = [];
  const which = `its proxy collection ("${identity}")`;
  if (values.useCertificateForClientToProxyAuth === false) {
    findings.push(
      warned(
        "useWsFedPassiveAuth",
        `passive authentication is on, and certificates are off in ${which}: a client turns its web ticket into a sign-in with one. Declare the pool's proxy, with certificates on`,
      ),
    );
  }
  const others = passwordMethods(values);
  if (others.length > 0) {
    findings.push(
      warned(
        "useWsFedPassiveAuth",
        `passive authentication is on, and ${others.join(" and ")} in ${which}: clients sign in without the second factor. Declare the pool's proxy, with both off`,
      ),
    );
  }
  return findings;
}

/** What it means for those who inherit a collection once their own is gone, where that keeps everyone out. */
export function judgeInherited(who: string, methods: string): Finding[] {
  return methods === "none"
    ? [warned("", `${who} inherits a collection that leaves no sign-in method on: everyone would be locked out`)]
    : [];
}

/** What the removal of a pool's proxy collection means: the one that it will inherit, together with its Web Services. */
export function judgeInheritedProxy(
  inherited: Values,
  { pool, web }: { pool: string; web: { values: Values; staysPassive: boolean } },
): Finding[] {
  if (leavesCertificateAlone(inherited) && signInMethods(webService, web.values) === "none") {
    return [
      warned(
        "",
        `${pool} inherits a proxy collection with certificates alone, and its Web Services offer no way to a web ticket: nobody could get one`,
      ),
    ];
  }
  const others = passwordMethods(inherited);
  return web.staysPassive && others.length > 0
    ? [warned("", `${pool} stays passive, and inherits ${others.join(" and ")} at its proxy: clients sign in without the second factor`)]
    : [];
}
