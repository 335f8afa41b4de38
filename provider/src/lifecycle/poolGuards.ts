import type { Values } from "../configurations/noun";
import type { Deployment } from "../deployment/deployment";
import type { Finding } from "../guards/finding";
import { isPassiveAlone, isTicketUnknown } from "../guards/methods";
import { judgeTurned, judgeWebService } from "../guards/surroundings";
import { explained, oauthFor } from "./oauth";
import { wasPassive } from "./passiveBefore";
import { aroundWebService, dependentsOf } from "./surroundings";
import { expectedWeb } from "./webBehind";

/** What the Web Services that hold for a pool mean together with what stands around it. */
export async function guardPool(deployment: Deployment, pool: string, web: Values): Promise<Finding[]> {
  const around = await aroundWebService(deployment, pool, web);
  const oauth = await oauthFor(deployment, { pools: [pool], web, proxies: around.proxies });
  return explained(judgeWebService(web, around, oauth), oauth);
}

/** What it means for others that pools are passive no more. */
export async function guardTurned(deployment: Deployment, pools: readonly string[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const pool of pools) {
    if (!(await wasPassive(deployment, pool))) continue;
    const web = await expectedWeb(deployment, pool);
    if (web === undefined || isTicketUnknown(web.unknown) || isPassiveAlone(web.values)) continue;
    findings.push(...judgeTurned(pool, await dependentsOf(deployment, pool)));
  }
  return findings;
}
