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
 * How a host is reached: by its own name, at an address in its place, or not at all, because it is
 * simulated and has none.
 */
export type Way = "itself" | "notAsked" | Address;

/**
 * Tells how the hosts of a deployment are reached. Of a simulated one, only those to which the
 * topology gives an address are.
 *
 * @returns the way to a host, by its name as a URI has it.
 * @throws LyncError for a topology file that cannot be used.
 */
export function hostsOf({ simulator }: Pick<StackConfig, "simulator">): (host: string) => Way {
  if (simulator === undefined) return () => "itself";
  const { hosts = {} } = readTopologyFile(simulator.topology);
  const addresses = new Map(Object.entries(hosts).map(([host, address]) => [identityKey(host), addressIn(address)]));
  return (host) => addresses.get(identityKey(host)) ?? "notAsked";
}
