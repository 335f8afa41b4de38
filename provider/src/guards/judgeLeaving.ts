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
 * Judges a collection that is removed from the program, so it is deleted or restored. `ahead` is
 * the deployment as it will be afterwards.
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
 * Judges a proxy that is restored to what it was before it was adopted. Findings that apply already
 * are left out.
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
 * Judges the pools whose Web Services are deleted or restored. Findings that apply already are left
 * out.
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
    togetherBy(
      findings,
      (some) =>
        `${inWords(some)}, ${isRemoved ? `which will inherit "${identity}" after this removal` : "once the earlier values are restored"}`,
    ),
  );
}

/**
 * Judges what the removal of a collection means for the pools that will then inherit an outer one.
 */
export async function judgeDeletion(scope: Scope, text: string): Promise<Finding[]> {
  const { noun, memory } = scope;
  const identity = parseIdentity(text, noun);
  if (identity.scope === "global" || noun.governs === "nothing") return [];
  const inherited = await expectedWithout(scope, identity);
  if (inherited === undefined) return [];
  const who = identity.scope === "service" ? identity.pool : `Every pool that now inherits "${text}"`;
  const findings =
    inherited.unknown.length > 0
      ? unjudgedFindings(noun, inherited)
      : judgeInherited(who, { identity: inherited.identity, methods: signInMethods(noun, inherited.values) });
  if (noun.governs !== "proxySignIn" || identity.scope !== "service") return findings;
  const { pools, web, unread } = await webBehind(scope, identity.pool);
  if (web === undefined || web.unknown.length > 0) return [...findings, ...unreadFindings(unread)];
  // Until everything that is removed from the program is known, Web Services that the program does
  // not declare may also be about to be removed.
  const isSure = memory.outlook.isWhole || pools.every((pool) => memory.declarations.valuesOf(webService, webIdentity(pool)) !== undefined);
  const staysPassive = isSure && isPassiveAlone(web.values);
  const oauth = await oauthFor(scope, { pools, web: web.values, proxies: [inherited] });
  const ways = waysToTicket(web.values, oauth);
  return [
    ...findings,
    ...explained(
      judgeInheritedProxy({
        pool: identity.pool,
        identity: inherited.identity,
        proxy: inherited.values,
        behind: inWords(pools),
        staysPassive,
        ways,
      }),
      oauth,
    ),
  ];
}
