const edge = { fqdn: "edge.contoso.com", role: "edge" };
const branch = { fqdn: "branch.contoso.com", role: "survivableBranch" };
const gateway = { fqdn: "gateway.contoso.com", role: "pstnGateway" };
const director = { fqdn: "director.contoso.com", role: "director" };
const user = (name: string, more: object = {}): object => ({ fqdn: `${name}.contoso.com`, role: "enterprisePool", ...more });

/** A deployment with one site. */
const of = (...pools: object[]): object => ({ serverVersion: 2013, sites: [{ name: "A", pools }] });

const edgePool = { fqdn: "a.contoso.com", role: "edge" };

/** Wrong topologies: what is wrong, the topology, and the simulator's message about it. */
export const badTopologies: (readonly [what: string, topology: object, message: string])[] = [
  [
    "an unknown key",
    { serverVersion: 2013, sites: [], site: [] },
    'the whole file: unknown "site"; allowed: "serverVersion", "sites", "modernAuthentication", "name", "hosts"',
  ],
  [
    "an unknown key of a pool",
    of({ ...edgePool, roles: 1 }),
    'sites[0].pools[0]: unknown "roles"; allowed: "fqdn", "role", "version", "computers", "backupPool", "nextHop", "homePool"',
  ],
  [
    "a bad role",
    of(edgePool, { ...edge, role: "frontend" }),
    'sites[0].pools[1].role: "frontend" is not allowed; allowed: "director", "enterprisePool", "standardEdition", "survivableBranch", "edge", "mediationServer", "sqlServer", "fileStore", "pstnGateway", "trustedApplications"',
  ],
  [
    "an unknown key of a site",
    { serverVersion: 2013, sites: [{ name: "A", pools: [], id: 1 }] },
    'sites[0]: unknown "id"; allowed: "name", "pools"',
  ],
  [
    "a missing name",
    { serverVersion: 2013, sites: [{ pools: [] }] },
    "sites[0].name: it is missing; Invalid input: expected string, received undefined",
  ],
  ["a wrong version", { serverVersion: 2010, sites: [] }, 'serverVersion: 2010 is not allowed; allowed: 2013, 2015, 2019, "SE"'],
  [
    "a duplicate pool",
    {
      serverVersion: "SE",
      sites: [
        { name: "A", pools: [edgePool] },
        { name: "B", pools: [{ ...edgePool, fqdn: "A.contoso.com" }] },
      ],
    },
    'sites[1].pools[0].fqdn: the pool "A.contoso.com" is already at sites[0].pools[0].fqdn',
  ],
  [
    "a duplicate site",
    {
      serverVersion: 2019,
      sites: [
        { name: "A", pools: [] },
        { name: "a", pools: [] },
      ],
    },
    'sites[1].name: the site "a" is already at sites[0].name',
  ],
  [
    "a backup pool that does not exist",
    of(user("a", { backupPool: "b.contoso.com" })),
    'sites[0].pools[0].backupPool: there is no pool "b.contoso.com"',
  ],
  [
    "a next hop that does not exist",
    of({ ...edge, nextHop: "b.contoso.com" }),
    'sites[0].pools[0].nextHop: there is no pool "b.contoso.com"',
  ],
  [
    "a home pool that does not exist",
    of({ ...branch, homePool: "b.contoso.com" }),
    'sites[0].pools[0].homePool: there is no pool "b.contoso.com"',
  ],
  [
    "two names that do not exist",
    of({ ...edge, nextHop: "b.contoso.com" }, user("c", { backupPool: "d" })),
    'sites[0].pools[0].nextHop: there is no pool "b.contoso.com"; sites[0].pools[1].backupPool: there is no pool "d"',
  ],
  [
    "a next hop for a pool that is not an Edge",
    of(user("a"), { ...director, nextHop: "A.contoso.com" }),
    'sites[0].pools[1].nextHop: "A.contoso.com" is not allowed; only a pool with the role "edge" has a nextHop, and this pool has the role "director"',
  ],
  ...[edge, branch, gateway].map(
    (hop) =>
      [
        `the next hop ${hop.fqdn}, which handles no sign-ins`,
        of({ ...edgePool, nextHop: hop.fqdn }, hop),
        `sites[0].pools[0].nextHop: the role of "${hop.fqdn}" is "${hop.role}"; allowed: another pool with the role "director" or "enterprisePool" or "standardEdition"`,
      ] as const,
  ),
  [
    "a home pool for a pool that is not a branch",
    of(user("a"), user("b", { homePool: "a.contoso.com" })),
    'sites[0].pools[1].homePool: "a.contoso.com" is not allowed; only a pool with the role "survivableBranch" has a homePool, and this pool has the role "enterprisePool"',
  ],
  [
    "a home pool without users",
    of(director, { ...branch, homePool: director.fqdn }),
    'sites[0].pools[1].homePool: the role of "director.contoso.com" is "director"; allowed: another pool with the role "enterprisePool" or "standardEdition"',
  ],
  ...[edge, branch, director, gateway].flatMap((other) => [
    [
      `the backup pool ${other.fqdn}, which cannot take over users`,
      of(user("a", { backupPool: other.fqdn }), other),
      `sites[0].pools[0].backupPool: the role of "${other.fqdn}" is "${other.role}"; allowed: another pool with the role "enterprisePool" or "standardEdition"`,
    ] as const,
    [
      `a backup pool for ${other.fqdn}, which has no users`,
      of(user("a"), { ...other, backupPool: "a.contoso.com" }),
      `sites[0].pools[1].backupPool: "a.contoso.com" is not allowed; only a pool with the role "enterprisePool" or "standardEdition" has a backupPool, and this pool has the role "${other.role}"`,
    ] as const,
  ]),
  [
    "a pool that is its own backup pool",
    of(user("a", { backupPool: "A.contoso.com" })),
    'sites[0].pools[0].backupPool: "A.contoso.com" is this pool itself; allowed: another pool with the role "enterprisePool" or "standardEdition"',
  ],
  [
    "a chain of backup pools",
    of(user("a", { backupPool: "b.contoso.com" }), user("b", { backupPool: "c.contoso.com" }), user("c")),
    'sites[0].pools[1].backupPool: "c.contoso.com" is not allowed; sites[0].pools[0].backupPool already pairs "b.contoso.com" with "a.contoso.com", and a pool can be in only one pair',
  ],
  [
    "a pool that backs up two pools",
    of(user("a", { backupPool: "c.contoso.com" }), user("b", { backupPool: "C.contoso.com" }), user("c")),
    'sites[0].pools[1].backupPool: "C.contoso.com" is not allowed; sites[0].pools[0].backupPool already pairs "C.contoso.com" with "a.contoso.com", and a pool can be in only one pair',
  ],
  [
    "a pool that is newer than the tools",
    of(user("a", { version: 2015 })),
    "sites[0].pools[0].version: the tools of 2013 (serverVersion) cannot manage a pool of 2015; allowed: 2010, 2013",
  ],
  [
    "a version that never existed",
    of(user("a", { version: 2012 })),
    'sites[0].pools[0].version: 2012 is not allowed; allowed: 2010, 2013, 2015, 2019, "SE"',
  ],
  ...["5", "5.0.", "5.0.8308.420.1", "5.0.x", "v5.0", ""].map(
    (productVersion) =>
      [
        `the product version ${JSON.stringify(productVersion)}`,
        of(user("a", { computers: ["fe01.contoso.com", { fqdn: "fe02.contoso.com", productVersion }] })),
        `sites[0].pools[0].computers[1].productVersion: ${JSON.stringify(productVersion)} is not allowed; allowed: two to four numbers separated by dots, such as "5.0.8308.420"`,
      ] as const,
  ),
  [
    "an unknown key of a computer",
    of(user("a", { computers: [{ fqdn: "fe01.contoso.com", version: 2013 }] })),
    'sites[0].pools[0].computers[0]: unknown "version"; allowed: "fqdn", "productVersion"',
  ],
  [
    "a computer without a name",
    of(user("a", { computers: [{ productVersion: "5.0.8308.420" }] })),
    'sites[0].pools[0].computers[0]: {"productVersion":"5.0.8308.420"} is not allowed; allowed: a name, or { "fqdn": a name, "productVersion": a version such as "5.0.8308.420" }',
  ],
  ...["127.0.0.1", "127.0.0.1:0", "127.0.0.1:65536", "https://127.0.0.1:8443", ":8443", "::1:8443", ""].map(
    (address) =>
      [
        `the address ${JSON.stringify(address)}`,
        { serverVersion: 2013, sites: [], hosts: { "sts.contoso.com": address } },
        `hosts["sts.contoso.com"]: ${JSON.stringify(address)} is not allowed; allowed: an address with a port from 1 to 65535, such as "127.0.0.1:8443", "[::1]:8443" or "localhost:8443"`,
      ] as const,
  ),
  ...["sts.contoso.com:8443", "https://sts.contoso.com", "sts contoso", ""].map(
    (name) =>
      [
        `the host ${JSON.stringify(name)}`,
        { serverVersion: 2013, sites: [], hosts: { [name]: "127.0.0.1:8443" } },
        `hosts[${JSON.stringify(name)}]: ${JSON.stringify(name)} is not allowed; allowed: a host name as in a URI, without a port, such as "sts.contoso.com"`,
      ] as const,
  ),
  [
    "a host that is listed twice",
    { serverVersion: 2013, sites: [], hosts: { "sts.contoso.com": "127.0.0.1:1", "STS.contoso.com": "127.0.0.1:2" } },
    'hosts["STS.contoso.com"]: the host "STS.contoso.com" is already at hosts["sts.contoso.com"]',
  ],
];
