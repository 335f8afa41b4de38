import { identityKey } from "../configurations/identity";
import { addressIn } from "../simulator/hosts";
import { readTopologyFile } from "../simulator/topologyFile";
import type { StackConfig } from "../stackConfig";

/** An address on the network. */
export interface Address {
  host: string;
  port: number;
}

/**
 * The way to reach a host: by its own name, at another address instead, or not at all, because the
 * host is simulated and has no address.
 */
export type Way = "itself" | "notAsked" | Address;

/**
 * Finds how to reach the hosts of a deployment. In a simulated deployment, only a host to which the
 * topology file gives an address can be reached.
 *
 * @returns a function from a host's name, as a URI writes it, to the way to reach it.
 * @throws LyncError for a topology file that cannot be used.
 */
export function hostsOf({ simulator }: Pick<StackConfig, "simulator">): (host: string) => Way {
  if (simulator === undefined) return () => "itself";
  const { hosts = {} } = readTopologyFile(simulator.topology);
  const addresses = new Map(Object.entries(hosts).map(([host, address]) => [identityKey(host), addressIn(address)]));
  return (host) => addresses.get(identityKey(host)) ?? "notAsked";
}
