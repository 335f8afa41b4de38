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

/** Judges a collection by itself. */
export function guardItself({ options, ...judged }: Subject): Finding[] {
  const { allowGlobalPassive, allowGlobalPassiveAlone } = options;
  const allowed = { globalPassive: mayBeOn(allowGlobalPassive), globalPassiveAlone: mayBeOn(allowGlobalPassiveAlone) };
  return judgeCollection({ ...judged, allowed });
}

/**
 * When a collection's surroundings are judged: during check, or at the end of the program. With
 * `stored`, they are judged as they are stored, and the program's changes do not count.
 */
export type When = "checked" | "atEnd" | "stored";

/**
 * Judges a collection together with its surroundings. It refuses at once. It warns later, when it
 * is known what the program does to the neighbours.
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

/** Judges what this run's change of a collection means for other pools. */
export async function guardOthers(ahead: View, { noun, identity }: Subject): Promise<Finding[]> {
  return guardTurned(ahead, await poolsHeldFor({ ...ahead, noun }, identity));
}

/**
 * Judges passive authentication next to modern authentication, and on servers that may not know it.
 */
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

/** Judges which clients can sign in through Web Services and the proxies of their pools. */
async function guardWays(view: View, subject: Subject, when: When): Promise<Finding[]> {
  const { values, unknown } = subject;
  if (isTicketUnknown(unknown) || (!isPassiveAlone(values) && !needsOAuth(values))) return [];
  if (when === "atEnd") return guardPools(view, subject);
  return needsOAuth(values) ? refuseByProxies(view, subject, when) : [];
}

/**
 * Refuses Web Services because of proxies that were checked before them. A proxy that is checked
 * later is refused itself. In the deployment as it is stored, all proxies count.
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

/** Judges Web Services for each pool that they will apply to. */
async function guardPools(view: View, { identity, values }: Subject): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const pool of await poolsUnder(view, identity)) found.push(...(await guardPool(view, pool, values)));
  return found;
}
