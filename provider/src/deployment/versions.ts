import { identityKey } from "../configurations/identity";
import { LyncError } from "../errors";
import { asText, computersIn, directoryText, type Read } from "./directory";

/** A computer of a pool. */
export interface Computer {
  fqdn: string;
  /** Its server's version, such as `5.0.8308.420`. Undefined if the deployment does not say. */
  version: string | undefined;
}

/** The computers of each pool with their versions, by the pool's name in lower case. */
export type Versions = ReadonlyMap<string, Computer[]>;

/** The versions, or an empty map if the deployment could not be read. */
export async function emptyIfNotTold(asked: Promise<Versions>): Promise<Versions> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof LyncError)) throw error;
    return new Map();
  }
}

/**
 * Reads the computers of all pools with their versions.
 * @throws LyncError if the deployment could not be read.
 */
export async function readVersions(read: Read): Promise<Versions> {
  const [pools, replicas] = await Promise.all([
    read({ cmdlet: "Get-CsPool", parameters: {}, select: ["Identity", "Computers"], ...asText, neverEmpty: true }),
    read({ cmdlet: "Get-CsManagementStoreReplicationStatus", parameters: {}, select: ["ReplicaFqdn", "ProductVersion"], ...asText }),
  ]);
  const versions = new Map(
    replicas.map(({ ReplicaFqdn, ProductVersion }) => [identityKey(directoryText(ReplicaFqdn)), directoryText(ProductVersion)] as const),
  );
  const versionOf = (fqdn: string): string | undefined => {
    const version = versions.get(identityKey(fqdn));
    return version === "" ? undefined : version;
  };
  return new Map(
    pools.map(({ Identity, Computers }) => [
      identityKey(directoryText(Identity)),
      computersIn(Computers).map((fqdn) => ({ fqdn, version: versionOf(fqdn) })),
    ]),
  );
}
