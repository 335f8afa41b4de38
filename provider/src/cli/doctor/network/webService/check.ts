import { identityKey } from "../../../../configurations/identity";
import type { Deployment } from "../../../../deployment/deployment";
import { LyncError } from "../../../../errors";
import type { Check } from "../../check";
import type { Result } from "../../result";
import type { NetworkContext } from "../context";
import { lookAtDocument } from "../document";
import type { PassivePool } from "../passivePools";
import { resultsOf, unknown } from "../verdict";
import { judgeOffer } from "./judge";

const name = "Web server";
const computersAsked = "Get-CsPool and Get-CsManagementStoreReplicationStatus, for the computers of passive pools.";
const codes = { unreachable: "webServiceUnreachable", wrong: "webServiceUnreachable" } as const;

/**
 * Checks what each web server of the passive pools really offers, independently of what is stored.
 */
export const webServerCheck: Check<NetworkContext> = {
  name,
  asked: computersAsked,
  run: async (context) => {
    const computersOf = await computerReader(context.deployment);
    const looks = context.pools.map(async (pool) => lookAtPool(pool, await computersOf(pool.fqdn), context));
    return (await Promise.all(looks)).flat();
  },
};

/**
 * Reads which computers a pool has. One listing serves all pools. If that fails, for example
 * because versions cannot be read, each pool is read separately.
 */
async function computerReader(deployment: Deployment): Promise<(pool: string) => Promise<string[] | undefined>> {
  try {
    const all = await deployment.askVersions();
    return (pool) => Promise.resolve(all.get(identityKey(pool))?.map(({ fqdn }) => fqdn));
  } catch (error) {
    if (!(error instanceof LyncError)) throw error;
    return (pool) => deployment.computers(pool);
  }
}

async function lookAtPool(pool: PassivePool, computers: readonly string[] | undefined, context: NetworkContext): Promise<Result[]> {
  if (computers !== undefined) return (await Promise.all(computers.map((computer) => lookAt(computer, pool, context)))).flat();
  const verdict = unknown(
    "notJudged",
    "The deployment does not say which computers the pool has.",
    `Run Get-CsPool -Identity ${pool.fqdn}, and see what it returns.`,
  );
  return resultsOf({ check: name, subject: pool.fqdn, asked: computersAsked }, [verdict]);
}

function lookAt(computer: string, { web }: PassivePool, { asker }: NetworkContext): Promise<Result[]> {
  const uri = new URL(`https://${computer}/WebTicket/WebTicketService.svc/mex`);
  return lookAtDocument({ check: name, subject: computer, uri, codes, judge: (root) => judgeOffer(root, web) }, asker);
}
