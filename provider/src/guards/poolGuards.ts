import type { Identity } from "../configurations/identity";
import type { ProxyValues } from "../configurations/proxy";
import type { WebServiceValues } from "../configurations/webService";
import type { Finding } from "../finding";
import { needsOAuth, leavesCertificateAlone } from "./rules/methods";
import { judgeProxy, type AroundProxy } from "./rules/aroundProxy";
import { judgeWebService } from "./rules/aroundWebService";
import { judgeTurned } from "./rules/turned";
import type { View } from "../stack/memory";
import { apartByOAuth, explained, notAsked, oauthFor } from "./oauth";
import { wasPassive } from "./passiveBefore";
import { dependentsOf } from "./dependents";
import { aroundProxy } from "./proxySurroundings";
import { aroundWebService } from "./webSurroundings";
import { expectedWeb } from "./webBehind";
import { mayBePassive } from "./webPlaces";

/** Judges the Web Services that apply to a pool, together with its surroundings. */
export async function guardPool(view: View, pool: string, web: WebServiceValues): Promise<Finding[]> {
  const around = await aroundWebService(view, pool, web);
  const oauth = await oauthFor(view, { pools: [pool], web, proxies: around.proxies });
  return explained(judgeWebService(web, around, oauth), oauth).map((finding) => ({ ...finding, ofPool: pool }));
}

/** Judges a proxy collection together with the Web Services behind it. */
export async function guardProxy(view: View, { identity, values }: { identity: Identity; values: ProxyValues }): Promise<Finding[]> {
  const around = await aroundProxy(view, identity);
  return (await Promise.all(around.map((one) => guardAgainst(view, values, one)))).flat();
}

async function guardAgainst(view: View, values: ProxyValues, around: AroundProxy): Promise<Finding[]> {
  const isAsked = leavesCertificateAlone(values) && around.web !== undefined && needsOAuth(around.web);
  const apart = isAsked ? await apartByOAuth(view, around) : [{ ...around, oauth: notAsked }];
  return apart.flatMap(({ oauth, ...one }) => explained(judgeProxy(values, one, oauth), oauth));
}

/** Judges what it means for other pools that these are no longer passive. */
export async function guardTurned(view: View, pools: readonly string[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const pool of pools) {
    if (!(await wasPassive(view, pool))) continue;
    const web = await expectedWeb(view, pool);
    if (web === undefined || mayBePassive(web)) continue;
    findings.push(...judgeTurned(pool, await dependentsOf(view, pool, web.values)));
  }
  return findings;
}
