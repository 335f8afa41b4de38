import type { Check } from "../../check";
import type { Result } from "../../result";
import type { NetworkContext } from "../context";
import { lookAtDocument, metadataCodes } from "../document";
import type { PassivePool } from "../passivePools";
import { judgePoolMetadata } from "./judge";

const name = "Pool metadata";

/** Checks the metadata documents that passive pools publish. AD FS creates its trusts from them. */
export const poolMetadataCheck: Check<NetworkContext> = {
  name,
  asked: "GET requests for the metadata that passive pools publish, from this machine.",
  run: async (context) => (await Promise.all(context.pools.map((pool) => lookAt(pool, context)))).flat(),
};

function lookAt({ fqdn, webServicesFqdn }: PassivePool, { asker }: NetworkContext): Promise<Result[]> {
  const uri = new URL(`https://${webServicesFqdn}/passiveauth/federationmetadata/2007-06/federationmetadata.xml`);
  return lookAtDocument({ check: name, subject: fqdn, uri, codes: metadataCodes, judge: judgePoolMetadata }, asker);
}
