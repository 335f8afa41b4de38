import { signInMethods, type Values } from "../configurations/noun";
import { webService } from "../configurations/webService";
import { refused, warned, type Finding } from "./finding";

/** What stands around a proxy collection: the Web Services settings that hold for its pool, for an Edge its next hop's. */
export interface AroundProxy {
  /** The pool whose Web Services settings count; undefined for an Edge whose next hop nobody knows. */
  pool: string | undefined;
  /** What holds for it; undefined where nobody knows. */
  web: Values | undefined;
  /** Whether the pool is another one: an Edge's next hop. */
  isNextHop?: boolean;
}

/** What a proxy collection, as it will be, means together with the Web Services of its pool. */
export function judgeProxy(proxy: Values, { pool, web, isNextHop = false }: AroundProxy): Finding[] {
  const certificateAlone =
    proxy.useCertificateForClientToProxyAuth === true &&
    proxy.useKerberosForClientToProxyAuth === false &&
    proxy.useNtlmForClientToProxyAuth === false;
  if (web === undefined || pool === undefined) {
    return certificateAlone
      ? [
          warned(
            "",
            "certificates alone are left on, and what Web Services stand behind is not known: whether anybody can get one cannot be told",
          ),
        ]
      : [];
  }
  const findings: Finding[] = [];
  const offersTicket = signInMethods(webService, web) !== "none";
  if (certificateAlone && !offersTicket) {
    findings.push(
      refused(
        "",
        `certificates alone are left on, and the Web Services of ${pool} offer no way to a web ticket: nobody could get a certificate. ` +
          "Turn a method on there first, such as useWsFedPassiveAuth",
      ),
    );
  }
  if (web.useWsFedPassiveAuth !== true) {
    if (certificateAlone && offersTicket && isNextHop) {
      findings.push(
        warned(
          "",
          `the next hop ${pool} is not passive, and certificates alone are left on here: the Edge asks more of its users than the pool behind it`,
        ),
      );
    }
    return findings;
  }
  if (proxy.useCertificateForClientToProxyAuth === false) {
    findings.push(
      warned(
        "useCertificateForClientToProxyAuth",
        `${pool} is passive: a client turns its web ticket into a sign-in with a certificate, which is off here. Leave it on`,
      ),
    );
  }
  const others = ["useKerberosForClientToProxyAuth", "useNtlmForClientToProxyAuth"].filter((property) => proxy[property] === true);
  if (others.length > 0) {
    findings.push(
      warned(others[0] ?? "", `${pool} is passive, and ${others.join(" and ")} on beside it: clients sign in without the second factor`),
    );
  }
  return findings;
}

/** What stands around a Web Services collection that is to be passive. */
export interface AroundWebService {
  /** Whether modern authentication is on in the deployment. */
  modernAuthentication: boolean;
  allowWithModernAuthentication: boolean;
  /** The pools that users of this one are sent to, and whether they are passive. */
  neighbours: { what: string; pool: string; isPassive: boolean }[];
}

/** What a Web Services collection, as it will be, means together with the deployment around it. */
export function judgeWebService(
  web: Values,
  { modernAuthentication, allowWithModernAuthentication, neighbours }: AroundWebService,
): Finding[] {
  if (web.useWsFedPassiveAuth !== true) return [];
  const findings: Finding[] = [];
  if (modernAuthentication && !allowWithModernAuthentication) {
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
  return findings;
}

/** What a pool would inherit once its own collection is gone, where that keeps everyone out. */
export function judgeInherited(pool: string, methods: string): Finding[] {
  return methods === "none"
    ? [warned("", `${pool} inherits a collection that leaves no sign-in method on: everyone would be locked out`)]
    : [];
}
