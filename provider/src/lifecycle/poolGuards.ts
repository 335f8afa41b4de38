import type { Identity } from "../configurations/identity";
import type { Noun, Values } from "../configurations/noun";
import type { Deployment } from "../deployment/deployment";
import type { Finding } from "../guards/finding";
import { hasNoWay, isPassiveAlone, isTicketUnknown, leavesCertificateAlone } from "../guards/methods";
import { judgeProxy, judgeTurned, judgeWebService, type AroundProxy } from "../guards/surroundings";
import { apartByOAuth, explained, notAsked, oauthFor } from "./oauth";
import { wasPassive } from "./passiveBefore";
import { aroundProxy, aroundWebService, dependentsOf } from "./surroundings";
import { expectedWeb } from "./webBehind";

/** What the Web Services that hold for a pool mean together with what stands around it. */
export async function guardPool(deployment: Deployment, pool: string, web: Values): Promise<Finding[]> {
  const around = await aroundWebService(deployment, pool, web);
  const oauth = await oauthFor(deployment, { pools: [pool], web, proxies: around.proxies });
  return explained(judgeWebService(web, around, oauth), oauth).map((finding) => ({ ...finding, ofPool: pool }));
}

/** What a proxy collection means together with the Web Services behind it. */
export async function guardProxy(
  deployment: Deployment,
  { noun, identity, values }: { noun: Noun; identity: Identity; values: Values },
): Promise<Finding[]> {
  const around = await aroundProxy(noun, deployment, identity);
  return (await Promise.all(around.map((one) => guardAgainst(deployment, values, one)))).flat();
}

async function guardAgainst(deployment: Deployment, values: Values, around: AroundProxy): Promise<Finding[]> {
  const isAsked = leavesCertificateAlone(values) && around.web !== undefined && hasNoWay(around.web);
  const apart = isAsked ? await apartByOAuth(deployment, around) : [{ ...around, ...notAsked }];
  return apart.flatMap((one) => explained(judgeProxy(values, one, one), one));
}

/** What it means for others that pools are passive no more. */
export async function guardTurned(deployment: Deployment, pools: readonly string[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const pool of pools) {
    if (!(await wasPassive(deployment, pool))) continue;
    const web = await expectedWeb(deployment, pool);
    if (web === undefined || isTicketUnknown(web.unknown) || isPassiveAlone(web.values)) continue;
    findings.push(...judgeTurned(pool, await dependentsOf(deployment, pool, web.values)));
  }
  return findings;
}
