import { identityKey } from "../../../../configurations/identity";
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

/** What each web server of the passive pools really offers, whatever is stored. */
export const webServerCheck: Check<NetworkContext> = {
  name,
  asked: computersAsked,
  run: async (context) => {
    const computers = await context.deployment.askVersions();
    const looks = context.pools.map((pool) =>
      lookAtPool(
        pool,
        computers.get(identityKey(pool.fqdn))?.map(({ fqdn }) => fqdn),
        context,
      ),
    );
    return (await Promise.all(looks)).flat();
  },
};

async function lookAtPool(pool: PassivePool, computers: readonly string[] | undefined, context: NetworkContext): Promise<Result[]> {
  if (computers !== undefined) return (await Promise.all(computers.map((computer) => lookAt(computer, pool, context)))).flat();
  const verdict = unknown(
    "notJudged",
    "The deployment does not say which computers the pool has.",
    `Run Get-CsPool -Identity ${pool.fqdn}, and see what it says.`,
  );
  return resultsOf({ check: name, subject: pool.fqdn, asked: computersAsked }, [verdict]);
}

function lookAt(computer: string, { web }: PassivePool, { asker }: NetworkContext): Promise<Result[]> {
  const uri = new URL(`https://${computer}/WebTicket/WebTicketService.svc/mex`);
  return lookAtDocument({ check: name, subject: computer, uri, codes, judge: (root) => judgeOffer(root, web) }, asker);
}
