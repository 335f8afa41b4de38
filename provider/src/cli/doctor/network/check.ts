import { hostsOf } from "../../../deployment/hosts";
import type { Check, DeploymentContext } from "../check";
import type { Result } from "../result";
import { runCheck } from "../runCheck";
import type { Limits } from "./ask";
import { Asker } from "./asker";
import { clockCheck } from "./clocks";
import type { NetworkContext } from "./context";
import { declaredWebs } from "./declaredWebs";
import { federationCheck } from "./federation/check";
import { poolMetadataCheck } from "./federation/poolCheck";
import { metadataUris } from "./federation/uris";
import { passivePools } from "./passivePools";
import { summedUp } from "./summedUp";
import { tlsCheck } from "./tls/check";
import { readTrust, secureContextsOf, type Trust } from "./tls/trust";
import { webServerCheck } from "./webService/check";

/** Values that replace the usual ones. */
export interface NetworkOptions {
  limits?: Limits;
  trust?: Trust;
  now?: Date;
}

const usualLimits: Limits = { milliseconds: 15_000, bytes: 5_000_000 };

/** The checks that send requests. */
const asking: readonly Check<NetworkContext>[] = [federationCheck, poolMetadataCheck, webServerCheck];

/** The checks that judge the responses to all requests. */
const looking: readonly Check<NetworkContext>[] = [tlsCheck, clockCheck];

/**
 * All checks over the network. Outside this file they are one check, because several of them use
 * the same responses.
 */
export function networkCheck(options: NetworkOptions = {}): Check<DeploymentContext> {
  return {
    name: "Network",
    asked: "Get-CsService and Get-CsWebServiceConfiguration, to find the passive pools. Nothing was sent over the network yet.",
    run: async (context) => {
      const { limits = usualLimits, trust = readTrust(), now = new Date() } = options;
      const { config, deployment, stacks, say } = context;
      const declared = await declaredWebs(deployment, stacks);
      const pools = await passivePools(context, declared);
      const asker = new Asker({ wayTo: hostsOf(config), limits, contexts: secureContextsOf(trust), say });
      const network: NetworkContext = { ...context, asker, trust, now, pools, declared };
      if (pools.length === 0 && metadataUris(network).length === 0) return [nothingToAsk];
      const asked = await Promise.all(asking.map((check) => runCheck(check, network)));
      const looked = await Promise.all(looking.map((check) => runCheck(check, network)));
      return summedUp([...asked, ...looked].flat());
    },
  };
}

const nothingToAsk: Result = {
  check: "Network",
  subject: "this deployment",
  status: "notAsked",
  asked: "Nothing over the network.",
  found: "No pool has passive authentication on, and no stack declares it.",
};
