import { identityKey } from "../configurations/identity";
import { LyncError } from "../errors";
import { asText, computersIn, directoryText, type Read } from "./directory";

/** A computer of a pool. */
export interface Computer {
  fqdn: string;
  /**
   * The version of its server, such as `5.0.8308.420`; undefined where the deployment does not say.
   */
  version: string | undefined;
}

/** The computers of each pool with their versions, by the pool's lower-cased name. */
export type Versions = ReadonlyMap<string, Computer[]>;

/**
 * The same where a version that is unknown is no failure: empty where the deployment could not be
 * asked.
 */
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
 * @throws LyncError where the deployment could not be asked.
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
