import { identityKey } from "../configurations/identity";
import { services } from "../configurations/nouns";
import { LyncError } from "../errors";
import type { Call } from "../cmdlets/call";

/** Runs one call that reads, and returns its objects. */
export type Read = (call: Call) => Promise<Record<string, unknown>[]>;

/** A pool as the deployment's topology describes it. */
export interface DirectoryPool {
  fqdn: string;
  /** The site's name, as an identity writes it. */
  site: string;
  /** The roles of its services, such as `WebServer` or `Director`. */
  roles: string[];
  /** For an Edge: the pool to which sign-ins are passed on. */
  nextHop: string | undefined;
  /** For a branch: the pool behind it, as its Registrar service names it. */
  homePool?: string;
  /**
   * The internal FQDN of the pool's Web Services. If they have none of their own, the pool's name.
   */
  webServicesFqdn: string;
}

/**
 * Whether a pool can have collections. Pools of SQL servers, file stores, gateways and trusted
 * applications cannot, and their computers have no replica.
 */
export function canHaveCollections({ roles }: DirectoryPool): boolean {
  return services.some((service) => roles.includes(service));
}

/** A computer's replica of the Central Management store. The computer acts on this replica. */
export interface Replica {
  fqdn: string;
  /** Whether the replica has everything that was sent to it. */
  isUpToDate: boolean;
  /** When the newest change that was sent was made. Undefined if the server does not say. */
  updateCreated: Date | undefined;
  /** When it last reported its status, by the same clock. Undefined if the server does not say. */
  reported: Date | undefined;
}

// The vendor does not document the classes of these properties, so they are read as text.
export const asText = { asText: true } as const;

/**
 * The properties in which a branch's Registrar service may name the pool behind it, the most
 * reliable first. Unverified: no page of the vendor lists a Registrar service's properties.
 */
const namesOfHomePool = ["WebServer", "UserServer", "BackupRegistrar"] as const;

/** All pools of a deployment by lower-cased name, read from their services. */
export async function readDirectory(read: Read): Promise<Map<string, DirectoryPool>> {
  const services = await read({
    cmdlet: "Get-CsService",
    parameters: {},
    select: ["Identity", "PoolFqdn", "SiteId", "Registrar", "InternalFqdn", ...namesOfHomePool],
    ...asText,
    neverEmpty: true,
  });
  const pools = new Map<string, DirectoryPool>();
  for (const { Identity, PoolFqdn, SiteId, Registrar, InternalFqdn, ...named } of services) {
    const fqdn = directoryText(PoolFqdn);
    const known = pools.get(identityKey(fqdn)) ?? {
      fqdn,
      site: directoryText(SiteId).replace(/^site:/i, ""),
      roles: [],
      nextHop: undefined,
      webServicesFqdn: fqdn,
    };
    const role = directoryText(Identity).split(":")[0] ?? "";
    known.roles.push(role);
    if (role === "EdgeServer" && directoryText(Registrar) !== "") known.nextHop = poolIn(directoryText(Registrar));
    if (role === "Registrar") {
      // These properties are undocumented, so a value that is not text names no pool.
      const name = namesOfHomePool.map((property) => named[property]).find((value) => typeof value === "string" && value !== "");
      if (name !== undefined) known.homePool = poolIn(directoryText(name));
    }
    // InternalFqdn is empty on Standard Edition.
    if (directoryText(InternalFqdn) !== "") known.webServicesFqdn = directoryText(InternalFqdn);
    pools.set(identityKey(fqdn), known);
  }
  return pools;
}

/** The pool in a service's identity, such as `Registrar:LyncPool01.contoso.com`. */
function poolIn(service: string): string {
  return service.split(":").at(-1) ?? "";
}

/**
 * Whether a pool is a survivable branch appliance. Such a pool registers users, but has no users
 * and no Web Services of its own.
 */
export function isBranch({ roles }: Pick<DirectoryPool, "roles">): boolean {
  return roles.includes("Registrar") && !["UserServer", "WebServer", "Director"].some((role) => roles.includes(role));
}

/** The names of all sites, as identities write them. */
export async function readSites(read: Read): Promise<string[]> {
  const sites = await read({ cmdlet: "Get-CsSite", parameters: {}, select: ["Identity"], ...asText, neverEmpty: true });
  return sites.map(({ Identity }) => directoryText(Identity).replace(/^site:/i, ""));
}

/** Whether modern authentication is on. */
export async function readModernAuthentication(read: Read): Promise<boolean> {
  const property = "ClientAuthorizationOAuthServerIdentity";
  const [configuration] = await read({
    cmdlet: "Get-CsOAuthConfiguration",
    parameters: {},
    select: [property],
    ...asText,
    neverEmpty: true,
  });
  return directoryText(configuration?.[property]) !== "";
}

/** The computers of a pool. */
export async function readComputers(read: Read, pool: string): Promise<string[]> {
  const [found] = await read({ cmdlet: "Get-CsPool", parameters: { Identity: pool }, select: ["Computers"], ...asText, neverEmpty: true });
  return computersIn(found?.Computers);
}

/** The names of computers in a pool's `Computers` property. */
export function computersIn(computers: unknown): string[] {
  return Array.isArray(computers) ? computers.map(directoryText) : [directoryText(computers)].filter((one) => one !== "");
}

/** The replicas of all computers. */
export async function readReplicas(read: Read): Promise<Replica[]> {
  const select = ["ReplicaFqdn", "UpToDate", "LastUpdateCreation", "LastStatusReport"];
  const replicas = await read({ cmdlet: "Get-CsManagementStoreReplicationStatus", parameters: {}, select, ...asText });
  return replicas.map(({ ReplicaFqdn, UpToDate, LastUpdateCreation, LastStatusReport }) => ({
    fqdn: directoryText(ReplicaFqdn),
    isUpToDate: UpToDate === true || directoryText(UpToDate).toLowerCase() === "true",
    updateCreated: dateOf(LastUpdateCreation),
    reported: dateOf(LastStatusReport),
  }));
}

function dateOf(value: unknown): Date | undefined {
  const date = new Date(directoryText(value));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** The pool that takes over a pool's users, if there is one. */
export async function readBackupPool(read: Read, pool: string): Promise<string | undefined> {
  const [relationship] = await read({
    cmdlet: "Get-CsPoolBackupRelationship",
    parameters: { PoolFqdn: pool },
    select: ["BackupPoolFqdn"],
    ...asText,
  });
  const backup = directoryText(relationship?.BackupPoolFqdn);
  return backup === "" ? undefined : backup;
}

/**
 * The text of a property. Empty if the property has no value. Any other type throws, because an
 * unreadable value taken for "none" would pass a guard.
 */
export function directoryText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  throw new LyncError(`The deployment's topology contains ${JSON.stringify(value)}, where a text is expected.`, { kind: "badAnswer" });
}
