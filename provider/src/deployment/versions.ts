import { identityKey } from "../configurations/identity";
import { LyncError } from "../errors";
import { asText, computersIn, directoryText, type Read } from "./directory";

/** A computer of a pool. */
export interface Computer {
  fqdn: string;
  /** The version of its server, such as `5.0.8308.420`; undefined where the deployment does not say. */
  version: string | undefined;
}

/** The computers of each pool, by the pool's lower-cased name, with their versions. Empty where the deployment could not be asked: an unknown version is no failure. */
export async function readVersions(read: Read): Promise<ReadonlyMap<string, Computer[]>> {
  try {
    return await askVersions(read);
  } catch (error) {
    if (!(error instanceof LyncError)) throw error;
    return new Map();
  }
}

async function askVersions(read: Read): Promise<Map<string, Computer[]>> {
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
