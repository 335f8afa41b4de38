import { identityKey } from "../configurations/identity";
import { aSwitch, identity, mandatory, parameters, string, boundText, type Cmdlet, type CsObject, type PropertyType } from "./cmdlet";
import { CmdletFailure } from "./cmdletFailure";
import { roles } from "./roles";
import type { Store } from "./store";
import { computersOf, type Pool, type Topology } from "./topology";
import { unverified } from "./unverified";

const anIdentity: PropertyType = { name: "Identity" };
const fqdn: PropertyType = { name: "Fqdn" };
const text: PropertyType = { name: "String" };
const texts: PropertyType = { name: "Strings" };

const serviceNames = [...new Set(Object.values(roles).flatMap(({ services }) => services))];

/** A pool with its site, named as the returned objects name it. */
interface SitedPool extends Pool {
  site: string;
}

/** The deployment as these cmdlets see it. */
interface Scene {
  topology: Topology;
  pools: readonly SitedPool[];
  store: Store;
}

/**
 * The cmdlets that show the topology of a deployment. They read only the topology and the time of
 * the last write to the store.
 */
export function directoryCmdlets(topology: Topology, store: Store): Cmdlet[] {
  const pools = topology.sites.flatMap((site) => site.pools.map((pool) => ({ ...pool, site: `Site:${site.name}` })));
  const scene = { topology, pools, store };
  return [
    getService(scene),
    getSite(scene),
    getPool(scene),
    getBackupRelationship(scene),
    getReplicationStatus(scene),
    getOAuthConfiguration(scene),
  ];
}

function getService(scene: Scene): Cmdlet {
  return {
    name: "Get-CsService",
    parameters: parameters({
      Identity: identity,
      PoolFqdn: string,
      // A call may name only one role.
      ...Object.fromEntries(serviceNames.map((name) => [name, { ...aSwitch, set: name }])),
    }),
    defaultSet: "All",
    returns: {
      class: "Service",
      properties: {
        Identity: anIdentity,
        Role: text,
        Version: text,
        PoolFqdn: fqdn,
        SiteId: anIdentity,
        DependentServiceList: texts,
        InternalFqdn: fqdn,
        ExternalFqdn: fqdn,
        Registrar: anIdentity,
        WebServer: anIdentity,
      },
    },
    run(bound) {
      const asked = serviceNames.filter((name) => bound[name] === true);
      const services = scene.pools.flatMap((pool) =>
        roles[pool.role].services.map((service) => serviceOf(scene.topology, { pool, service })),
      );
      return services
        .filter(({ Role: role }) => asked.length === 0 || asked.includes(String(role)))
        .filter(({ PoolFqdn }) => isAsked(bound.PoolFqdn, PoolFqdn))
        .filter(({ Identity }) => isAsked(bound.Identity, Identity));
    },
  };
}

function serviceOf(topology: Topology, { pool, service }: { pool: SitedPool; service: string }): CsObject {
  return {
    Identity: `${service}:${pool.fqdn}`,
    Role: service,
    Version: productVersionOf(topology, pool).slice(0, 1),
    PoolFqdn: pool.fqdn,
    SiteId: pool.site,
    DependentServiceList: [],
    // InternalFqdn is empty on Standard Edition, where the pool's own name is used instead.
    ...(service === "WebServer"
      ? { InternalFqdn: pool.role === "standardEdition" ? null : `internal.${pool.fqdn}`, ExternalFqdn: `external.${pool.fqdn}` }
      : {}),
    ...(service === "EdgeServer" ? { Registrar: named("Registrar", pool.nextHop) } : {}),
    ...(pool.role === "survivableBranch" ? { [unverified.branchNamesHomePoolIn]: named("WebServer", pool.homePool) } : {}),
  };
}

function productVersionOf({ serverVersion }: Topology, { version = serverVersion }: Pool): string {
  return unverified.productVersions[version];
}

function getSite({ topology: { sites } }: Scene): Cmdlet {
  return {
    name: "Get-CsSite",
    parameters: parameters({ Identity: identity }),
    returns: { class: "Site", properties: { Identity: anIdentity, SiteId: { name: "Int32" }, DisplayName: text, Pools: texts } },
    run: ({ Identity }) =>
      sites
        .map(({ name, pools: own }, index) => ({
          Identity: `Site:${name}`,
          SiteId: index + 1,
          DisplayName: name,
          Pools: own.map(({ fqdn }) => fqdn),
        }))
        .filter((site) => isAsked(Identity, site.Identity) || isAsked(Identity, site.DisplayName)),
  };
}

function getPool({ pools }: Scene): Cmdlet {
  return {
    name: "Get-CsPool",
    parameters: parameters({ Identity: identity, Site: string }),
    returns: { class: "Pool", properties: { Identity: anIdentity, Fqdn: fqdn, Computers: texts, Site: anIdentity, Services: texts } },
    run({ Identity, Site }) {
      const found = pools
        .map((pool) => ({
          Identity: pool.fqdn,
          Fqdn: pool.fqdn,
          Computers: computersOf(pool).map(({ fqdn }) => fqdn),
          Site: pool.site,
          Services: servicesIn(pool),
        }))
        .filter((pool) => isAsked(Identity, pool.Identity) && isAsked(Site, pool.Site));
      if (Identity !== undefined && found.length === 0) throw noPool(boundText(Identity));
      return found;
    },
  };
}

function getBackupRelationship({ pools }: Scene): Cmdlet {
  return {
    name: "Get-CsPoolBackupRelationship",
    parameters: parameters({ PoolFqdn: mandatory(string) }),
    returns: { class: "PoolBackupRelationship", properties: { PoolFqdn: fqdn, BackupPoolFqdn: fqdn } },
    run({ PoolFqdn }) {
      const pool = pools.find(({ fqdn }) => isAsked(PoolFqdn, fqdn));
      if (pool === undefined) throw noPool(boundText(PoolFqdn));
      return pools.filter((other) => arePair(pool, other)).map((other) => ({ PoolFqdn: pool.fqdn, BackupPoolFqdn: other.fqdn }));
    },
  };
}

function getReplicationStatus({ topology, pools, store }: Scene): Cmdlet {
  return {
    name: "Get-CsManagementStoreReplicationStatus",
    parameters: parameters({ ReplicaFqdn: string }),
    returns: {
      class: "ReplicationStatus",
      properties: {
        ReplicaFqdn: fqdn,
        UpToDate: { name: "Boolean" },
        LastStatusReport: { name: "DateTime" },
        LastUpdateCreation: { name: "DateTime" },
        ProductVersion: text,
      },
    },
    run({ ReplicaFqdn }, { lagSeconds }) {
      const written = store.lastWritten();
      const isUpToDate = Date.now() - written.getTime() >= lagSeconds * 1000;
      const created = isUpToDate ? written : new Date(written.getTime() - 1000);
      return pools
        .filter(({ role }) => roles[role].hasReplica)
        .flatMap((pool) =>
          computersOf(pool).map(({ fqdn, productVersion = productVersionOf(topology, pool) }) => ({ fqdn, productVersion })),
        )
        .map(({ fqdn, productVersion }) => ({
          ReplicaFqdn: fqdn,
          UpToDate: isUpToDate,
          LastStatusReport: new Date().toISOString(),
          LastUpdateCreation: created.toISOString(),
          ProductVersion: productVersion,
        }))
        .filter((replica) => isAsked(ReplicaFqdn, replica.ReplicaFqdn));
    },
  };
}

function getOAuthConfiguration({ topology: { modernAuthentication = false } }: Scene): Cmdlet {
  return {
    name: "Get-CsOAuthConfiguration",
    parameters: parameters({ Identity: identity }),
    returns: { class: "OAuthConfiguration", properties: { Identity: anIdentity, ClientAuthorizationOAuthServerIdentity: text } },
    run: () => [
      { Identity: "Global", ClientAuthorizationOAuthServerIdentity: modernAuthentication ? unverified.oauthServerIdentity : null },
    ],
  };
}

function servicesIn({ role, fqdn }: Pool): string[] {
  return roles[role].services.map((service) => `${service}:${fqdn}`);
}

/** The identity by which a service names another pool's service. */
function named(service: string, fqdn: string | undefined): string | null {
  return fqdn === undefined ? null : `${service}:${fqdn}`;
}

/** Whether two pools back each other up. It is enough that one of them says so. */
function arePair(one: Pool, other: Pool): boolean {
  const names = (from: Pool, to: Pool): boolean => from.backupPool !== undefined && isAsked(from.backupPool, to.fqdn);
  return names(one, other) || names(other, one);
}

function isAsked(asked: unknown, value: unknown): boolean {
  return asked === undefined || identityKey(boundText(asked)) === identityKey(String(value));
}

function noPool(fqdn: string): CmdletFailure {
  return new CmdletFailure(unverified.errors.noPool, `There is no pool "${fqdn}".`, fqdn);
}
