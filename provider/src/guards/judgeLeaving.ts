import { parseIdentity, type Identity } from "../configurations/identity";
import { signInMethods } from "../configurations/noun";
import { webIdentity, webService } from "../configurations/webService";
import { addedTo, inWords, type Finding } from "../finding";
import { unreadFindings } from "./rules/told";
import { isPassiveAlone, isTicketUnknown, waysToTicket } from "./rules/methods";
import { judgeInherited, judgeInheritedProxy } from "./rules/inherited";
import { expectedFor, expectedWithout } from "../stack/effective";
import { asBeforeRun, type Scope, type View } from "../stack/memory";
import { poolsUnder } from "./inheritors";
import { togetherBy } from "./together";
import { explained, oauthFor } from "./oauth";
import { guardPool, guardProxy, guardTurned } from "./poolGuards";
import { unjudgedFindings } from "./unjudged";
import { guardVersionsThen } from "./becomingPassive";
import { expectedWeb, webBehind } from "./webBehind";

/**
 * What it means that a collection leaves the program: that it is removed, or set back. `ahead` is
 * the deployment as it will be then.
 */
export async function judgeLeaving(ahead: Scope, text: string): Promise<Finding[]> {
  const { noun, memory } = ahead;
  const isRemoved = memory.outlook.isLeaving(noun, text);
  const removed = isRemoved ? await judgeDeletion(ahead, text) : [];
  const identity = parseIdentity(text, noun);
  if (noun.governs === "proxySignIn") return isRemoved ? removed : guardSetBack(ahead, identity);
  if (noun.governs !== "webTicket") return removed;
  const pools = await poolsUnder(isRemoved ? asBeforeRun(ahead) : ahead, identity);
  return [
    ...removed,
    ...(await guardPoolsThen(ahead, pools, { isRemoved })),
    ...(await guardTurned(ahead, pools)),
    ...(await guardVersionsThen(ahead, pools)),
  ];
}

/**
 * What it means that a proxy goes back to what it was before an adoption, beyond what holds
 * already.
 */
async function guardSetBack(ahead: Scope, identity: Identity): Promise<Finding[]> {
  const { noun } = ahead;
  const before = asBeforeRun(ahead);
  const then = await expectedFor(ahead, identity);
  const now = await expectedFor(before, identity);
  if (then === undefined || then.unknown.length > 0) return unjudgedFindings(noun, then);
  const known = now === undefined ? [] : await guardProxy(before, { identity, values: now.values });
  return addedTo(known, await guardProxy(ahead, { identity, values: then.values }));
}

/**
 * What it means for pools that Web Services are removed, or set back, beyond what holds for them
 * already.
 */
async function guardPoolsThen(ahead: View, pools: readonly string[], { isRemoved }: { isRemoved: boolean }): Promise<Finding[]> {
  const before = asBeforeRun(ahead);
  const found = new Map<string, Finding[]>();
  for (const pool of pools) {
    const then = await expectedWeb(ahead, pool);
    const now = await expectedWeb(before, pool);
    if (then === undefined) continue;
    const tell = (more: readonly Finding[]): unknown => found.set(then.identity, [...(found.get(then.identity) ?? []), ...more]);
    if (isTicketUnknown(then.unknown)) {
      tell(unjudgedFindings(webService, then));
      continue;
    }
    const known = now === undefined ? [] : await guardPool(before, pool, now.values);
    tell(addedTo(known, await guardPool(ahead, pool, then.values)));
  }
  return [...found].flatMap(([identity, findings]) =>
    togetherBy(findings, (some) => `${inWords(some)}, ${isRemoved ? `inheriting "${identity}" then` : "once this is set back"}`),
  );
}

/** What the removal of a collection means for those that inherit then. */
export async function judgeDeletion(scope: Scope, text: string): Promise<Finding[]> {
  const { noun, memory } = scope;
  const identity = parseIdentity(text, noun);
  if (identity.scope === "global" || noun.governs === "nothing") return [];
  const inherited = await expectedWithout(scope, identity);
  if (inherited === undefined) return [];
  const who = identity.scope === "service" ? identity.pool : `every pool of ${identity.site} that has no collection of its own`;
  const findings =
    inherited.unknown.length > 0 ? unjudgedFindings(noun, inherited) : judgeInherited(who, signInMethods(noun, inherited.values));
  if (noun.governs !== "proxySignIn" || identity.scope !== "service") return findings;
  const { pools, web, unread } = await webBehind(scope, identity.pool);
  if (web === undefined || web.unknown.length > 0) return [...findings, ...unreadFindings(unread)];
  // While not all is known that leaves the program, Web Services that it does not declare may be
  // about to go, too.
  const isSure = memory.outlook.isWhole || pools.every((pool) => memory.declarations.valuesOf(webService, webIdentity(pool)) !== undefined);
  const staysPassive = isSure && isPassiveAlone(web.values);
  const oauth = await oauthFor(scope, { pools, web: web.values, proxies: [inherited] });
  const ways = waysToTicket(web.values, oauth);
  return [
    ...findings,
    ...explained(judgeInheritedProxy({ pool: identity.pool, proxy: inherited.values, behind: inWords(pools), staysPassive, ways }), oauth),
  ];
}
