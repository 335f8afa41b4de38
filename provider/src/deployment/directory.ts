import { identityKey } from "../configurations/identity";
import type { Call } from "../powershell/protocol";

type Read = (call: Call) => Promise<Record<string, unknown>[]>;

/** A pool as the deployment's directory has it. */
export interface DirectoryPool {
  fqdn: string;
  /** The site's name, as an identity has it. */
  site: string;
  /** The roles of its services, such as `WebServer` or `Director`. */
  roles: string[];
  /** Of an Edge: the pool that sign-ins pass on to. */
  nextHop: string | undefined;
}

/** All pools of a deployment, by their services. */
export async function readDirectory(read: Read): Promise<Map<string, DirectoryPool>> {
  const services = await read({ cmdlet: "Get-CsService", parameters: {}, select: ["Identity", "PoolFqdn", "SiteId", "Registrar"] });
  const pools = new Map<string, DirectoryPool>();
  for (const { Identity, PoolFqdn, SiteId, Registrar } of services) {
    const fqdn = textOf(PoolFqdn);
    const known = pools.get(identityKey(fqdn)) ?? { fqdn, site: textOf(SiteId).replace(/^site:/i, ""), roles: [], nextHop: undefined };
    known.roles.push(textOf(Identity).split(":")[0] ?? "");
    const nextHop = textOf(Registrar).split(":").at(-1) ?? "";
    if (nextHop !== "") known.nextHop = nextHop;
    pools.set(identityKey(fqdn), known);
  }
  return pools;
}

/** Whether modern authentication is on. */
export async function readModernAuthentication(read: Read): Promise<boolean> {
  const property = "ClientAuthorizationOAuthServerIdentity";
  const [configuration] = await read({ cmdlet: "Get-CsOAuthConfiguration", parameters: {}, select: [property] });
  return textOf(configuration?.[property]) !== "";
}

/** The pool that takes over a pool's users, where there is one. */
export async function readBackupPool(read: Read, pool: string): Promise<string | undefined> {
  const [relationship] = await read({ cmdlet: "Get-CsPoolBackupRelationship", parameters: { PoolFqdn: pool }, select: ["BackupPoolFqdn"] });
  const backup = textOf(relationship?.BackupPoolFqdn);
  return backup === "" ? undefined : backup;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
