import { parseIdentity } from "../configurations/identity";
import { signInMethods, type Noun } from "../configurations/noun";
import { webIdentity, webService } from "../configurations/webService";
import type { Deployment } from "../deployment/deployment";
import type { Finding } from "../guards/finding";
import { isPassiveAlone, isTicketUnknown, waysToTicket } from "../guards/methods";
import { judgeInherited, judgeInheritedProxy } from "../guards/surroundings";
import { beforeRun, claimsOn } from "./claims";
import { expectedWithout } from "./effective";
import { explained, oauthFor } from "./oauth";
import { guardPool, guardTurned } from "./poolGuards";
import { poolsUnder } from "./surroundings";
import { guardVersionsThen } from "./versions";
import { expectedWeb, webBehind } from "./webBehind";

/** What it means that a collection leaves the program: that it is removed, or set back. `ahead` is the deployment as it will be then. */
export async function judgeLeaving(noun: Noun, ahead: Deployment, text: string): Promise<Finding[]> {
  const isRemoved = claimsOn(ahead).isLeaving(noun, text);
  const removed = isRemoved ? await judgeDeletion(noun, ahead, text) : [];
  if (noun.governs !== "webTicket") return removed;
  const identity = parseIdentity(text, noun);
  const pools = await poolsUnder(isRemoved ? beforeRun(ahead) : ahead, identity);
  const alone = isRemoved ? await guardInheritedThen(ahead, pools) : [];
  return [...removed, ...alone, ...(await guardTurned(ahead, pools)), ...(await guardVersionsThen(ahead, pools))];
}

/** What it means for pools that inherit from then on: where the program declares what they inherit, it is told there. */
async function guardInheritedThen(ahead: Deployment, pools: readonly string[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const pool of pools) {
    const web = await expectedWeb(ahead, pool);
    const before = await expectedWeb(beforeRun(ahead), pool);
    if (web === undefined || isTicketUnknown(web.unknown) || claimsOn(ahead).declared(webService, web.identity) !== undefined) continue;
    const standing = before === undefined ? [] : await guardPool(beforeRun(ahead), pool, before.values);
    const found = await guardPool(ahead, pool, web.values);
    const added = found.filter(({ message }) => !standing.some((one) => one.message === message));
    findings.push(
      ...added.map((finding) => ({ ...finding, message: `${pool}, which inherits "${web.identity}" then: ${finding.message}` })),
    );
  }
  return findings;
}

/** What the removal of a collection means for those that inherit then. */
export async function judgeDeletion(noun: Noun, deployment: Deployment, text: string): Promise<Finding[]> {
  const identity = parseIdentity(text, noun);
  if (identity.scope === "global" || noun.governs === "nothing") return [];
  const inherited = await expectedWithout(noun, deployment, identity);
  if (inherited === undefined) return [];
  const who = identity.scope === "service" ? identity.pool : `every pool of ${identity.site} that has no collection of its own`;
  const findings = inherited.unknown.length > 0 ? [] : judgeInherited(who, signInMethods(noun, inherited.values));
  if (noun.governs !== "proxySignIn" || identity.scope !== "service") return findings;
  const { pools, web } = await webBehind(deployment, identity.pool);
  if (web === undefined || web.unknown.length > 0) return findings;
  // While not all is known that leaves the program, Web Services that it does not declare may be about to go, too.
  const claims = claimsOn(deployment);
  const isSure = claims.isWhole || pools.every((pool) => claims.declared(webService, webIdentity(pool)) !== undefined);
  const staysPassive = isSure && isPassiveAlone(web.values);
  const oauth = await oauthFor(deployment, { pools, web: web.values, proxies: [inherited] });
  const ways = waysToTicket(web.values, oauth);
  return [...findings, ...explained(judgeInheritedProxy(inherited.values, { pool: identity.pool, web: { staysPassive }, ways }), oauth)];
}
