/**
 * A resource that a benchmark's program declares.
 * @typedef {object} Declared
 * @property {"WebServiceConfiguration" | "ProxyConfiguration"} type
 * @property {string} name
 * @property {{ identity: string } & Record<string, unknown>} args
 * @property {string} [after] the resource that it depends on
 */

/**
 * A number of collections: both collections of each pool, as in docs/programs.md. If the
 * number is odd, the last pool has only one.
 * @param {number} collections
 * @returns {Declared[]}
 */
export function declaredCollections(collections) {
  return poolNames(collections)
    .flatMap((pool) => [webService(pool), proxy(pool)])
    .slice(0, collections);
}

/**
 * A deployment with the pools for a number of collections.
 * @param {number} collections
 * @returns {import("pulumi-lync/simulator").Topology}
 */
export function topologyOf(collections) {
  return {
    serverVersion: 2013,
    sites: [{ name: "Redmond", pools: poolNames(collections).map((fqdn) => ({ fqdn, role: /** @type {const} */ ("enterprisePool") })) }],
  };
}

/** @param {number} collections */
function poolNames(collections) {
  return Array.from({ length: Math.ceil(collections / 2) }, (_, index) => `LyncPool${String(index + 1).padStart(4, "0")}.contoso.com`);
}

/** @param {string} pool @returns {Declared} */
function webService(pool) {
  return {
    type: "WebServiceConfiguration",
    name: `${pool}-web`,
    args: {
      identity: `Service:WebServer:${pool}`,
      useWsFedPassiveAuth: true,
      wsFedPassiveMetadataUri: "https://dc.contoso.com/federationmetadata/2007-06/federationmetadata.xml",
      useCertificateAuth: false,
      usePinAuth: false,
      useWindowsAuth: "None",
      startFrom: "inherited",
    },
  };
}

/** @param {string} pool @returns {Declared} */
function proxy(pool) {
  return {
    type: "ProxyConfiguration",
    name: `${pool}-proxy`,
    args: {
      identity: `Service:Registrar:${pool}`,
      useKerberosForClientToProxyAuth: false,
      useNtlmForClientToProxyAuth: false,
      startFrom: "inherited",
    },
    after: `${pool}-web`,
  };
}
