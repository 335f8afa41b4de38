import { proxy } from "../configurations/proxy";
import type { WebServiceValues } from "../configurations/webService";
import type { Finding } from "../finding";
import type { View } from "../stack/memory";
import { mayBeOn } from "../stack/unknown";
import { guardVersions } from "./becomingPassive";
import { poolsHeldFor, poolsUnder } from "./inheritors";
import { explained, oauthFor } from "./oauth";
import { guardPool, guardProxy, guardTurned } from "./poolGuards";
import { judgeModern, refuseWithoutWay } from "./rules/aroundWebService";
import { judgeCollection } from "./rules/collection";
import { needsOAuth, isPassiveAlone, isTicketUnknown } from "./rules/methods";
import type { Subject } from "./subject";
import { aroundWebService } from "./webSurroundings";

/** What a collection means by itself. */
export function guardItself({ options, ...judged }: Subject): Finding[] {
  const { allowGlobalPassive, allowGlobalPassiveAlone } = options;
  const allowed = { globalPassive: mayBeOn(allowGlobalPassive), globalPassiveAlone: mayBeOn(allowGlobalPassiveAlone) };
  return judgeCollection({ ...judged, allowed });
}

/**
 * When surroundings are looked at: by check, once the program has ended, or as they are stored,
 * whatever the program makes of them.
 */
export type When = "checked" | "atEnd" | "stored";

/**
 * What it means together with what stands around it: what is refused, and, once it is known what
 * the program makes of its neighbours, what is warned of.
 */
export async function guardSurroundings(view: View, subject: Subject, when: When): Promise<Finding[]> {
  const { noun, identity, values, beyond } = subject;
  if (beyond !== "asked") return [];
  switch (noun.governs) {
    case "webTicket":
      return [...(await guardPassive(view, subject, when)), ...(await guardWays(view, subject, when))];
    case "proxySignIn":
      return guardProxy(view, { identity, values });
    case "nothing":
      return [];
  }
}

/** What it means for others that this run changes a collection. */
export async function guardOthers(ahead: View, { noun, identity }: Subject): Promise<Finding[]> {
  return guardTurned(ahead, await poolsHeldFor({ ...ahead, noun }, identity));
}

/** Passive authentication beside modern authentication, and on servers that may not know it. */
async function guardPassive(view: View, subject: Subject, when: When): Promise<Finding[]> {
  const { identity, options, values, makesPassive } = subject;
  const declared: WebServiceValues = subject.declared;
  const isDeclared = declared.useWsFedPassiveAuth === true;
  const isAllowed = mayBeOn(options.allowWithModernAuthentication);
  const modernAuthentication = isDeclared && !isAllowed && (await view.deployment.modernAuthentication());
  return [
    ...judgeModern(values, { isDeclared, modernAuthentication, isAllowed }),
    ...(makesPassive ? await guardVersions(view, identity, { isWhole: when === "atEnd" }) : []),
  ];
}

/** Who gets in by Web Services and the proxies of their pools. */
async function guardWays(view: View, subject: Subject, when: When): Promise<Finding[]> {
  const { values, unknown } = subject;
  if (isTicketUnknown(unknown) || (!isPassiveAlone(values) && !needsOAuth(values))) return [];
  if (when === "atEnd") return guardPools(view, subject);
  return needsOAuth(values) ? refuseByProxies(view, subject, when) : [];
}

/**
 * Refuses Web Services by the proxies that have been checked before them: of those that come after,
 * each is refused itself. Of the deployment as it is stored, all count.
 */
async function refuseByProxies(view: View, { identity, values }: Subject, when: When): Promise<Finding[]> {
  const { outlook } = view.memory;
  const refusals = new Map<string, Finding>();
  for (const pool of await poolsUnder(view, identity)) {
    const { proxies } = await aroundWebService(view, pool, values);
    const known = proxies.filter((one) => when === "stored" || outlook.expected(proxy, one.identity) !== undefined);
    const oauth = await oauthFor(view, { pools: [pool], web: values, proxies: known });
    for (const finding of explained(refuseWithoutWay(values, known, oauth), oauth)) refusals.set(finding.message, finding);
  }
  return [...refusals.values()];
}

/** What Web Services mean for each pool that they will hold for. */
async function guardPools(view: View, { identity, values }: Subject): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const pool of await poolsUnder(view, identity)) found.push(...(await guardPool(view, pool, values)));
  return found;
}
