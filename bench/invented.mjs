/** @typedef {import("../provider/dist/cli/report/report.js").Report} Report */
/** @typedef {Report["places"][number]} Place */

/**
 * An invented report of a number of pools. In each group of eight pools, four are as declared, two
 * are passive but undermined or late, and two inherit the global collections.
 * @param {number} pools
 * @returns {Report}
 */
export function inventedReport(pools) {
  return {
    version: 1,
    readAt: "2026-03-02T07:41:09.000Z",
    deployment: "contoso.com",
    stacks: ["prod"],
    places: [...Array.from({ length: pools }, (_, index) => poolAt(index)), globalPlace()],
    notes: [],
    isWhole: true,
  };
}

/** @param {number} index @returns {Place} */
function poolAt(index) {
  const name = `LyncPool${String(index + 1).padStart(4, "0")}.contoso.com`;
  const site = ["Redmond", "Dublin", "Singapore"][index % 3] ?? "";
  const kind = kinds[index % kinds.length];
  if (kind === "inherits") return { name, site, isPassiveDeclared: false, collections: collectionsOf("Global", name), findings: [] };
  const place = { name, site, isPassiveDeclared: true, collections: collectionsOf(name, name), findings: [worksOn] };
  if (kind === "late") return late(place);
  return kind === "undermined" ? undermined(place) : place;
}

const kinds = /** @type {const} */ (["undermined", "passive", "inherits", "late", "passive", "inherits", "passive", "passive"]);

/** @param {Place} place @returns {Place} */
function undermined(place) {
  const [web, proxy] = place.collections;
  const methods = proxy?.methods.map((method) =>
    method.parameter === "UseNtlmForClientToProxyAuth"
      ? { ...method, state: /** @type {const} */ ("on"), value: "True", isAsDeclared: false }
      : method,
  );
  return {
    ...place,
    collections: web === undefined || proxy === undefined ? [] : [web, { ...proxy, methods: methods ?? [] }],
    findings: [
      {
        code: "noSecondFactor",
        severity: "undermines",
        message: "NTLM is still on at the Registrar. A client can sign in without the second factor.",
      },
      {
        code: "notAsDeclared",
        severity: "warning",
        message: `Service:Registrar:${place.name} is not as the last up of prod declared it: UseNtlmForClientToProxyAuth is True, and False is declared.`,
      },
      ...place.findings,
    ],
  };
}

/** @param {Place} place @returns {Place} */
function late(place) {
  return {
    ...place,
    findings: [
      {
        code: "notInEffect",
        severity: "warning",
        message: `What is stored has not reached 1 of 3 servers of ${place.name} yet. Wait until Get-CsManagementStoreReplicationStatus says UpToDate.`,
      },
      ...place.findings,
    ],
  };
}

/** @type {Place["findings"][number]} */
const worksOn = {
  code: "certificatesWorkOn",
  severity: "information",
  message: "Certificates that clients were issued earlier may work for up to 8760 hours.",
};

/** @returns {Place} */
function globalPlace() {
  const collections = collectionsOf("Global").map((collection) => ({ ...collection, service: null, isInherited: false }));
  return { name: "Global", site: null, isPassiveDeclared: false, collections, findings: [] };
}

/**
 * The two collections in effect for a pool: its own, passive and declared, or the global ones.
 * @param {string} holder
 * @param {string} [pool]
 * @returns {Place["collections"]}
 */
function collectionsOf(holder, pool) {
  const isOwn = holder === pool;
  /** @typedef {Place["collections"][number]} Collection */
  /**
   * @param {"WebServer" | "Registrar"} service
   * @param {string} name
   * @returns {Pick<Collection, "service" | "identity" | "isInherited" | "declaredBy">}
   */
  const collection = (service, name) => ({
    service,
    identity: isOwn ? `Service:${service}:${holder}` : holder,
    isInherited: !isOwn,
    declaredBy: isOwn ? { stack: "prod", resource: `${holder.split(".")[0]}-${name}` } : null,
  });
  /**
   * @param {string} name
   * @param {string} parameter
   * @param {string} value
   * @returns {Collection["methods"][number]}
   */
  const method = (name, parameter, value) => ({
    method: name,
    parameter,
    value,
    state: value === "False" || value === "None" ? "off" : "on",
    declared: isOwn ? value : null,
    isAsDeclared: isOwn ? true : null,
  });
  const [passive, other] = isOwn ? ["True", "False"] : ["False", "True"];
  return [
    {
      ...collection("WebServer", "web"),
      configuration: "CsWebServiceConfiguration",
      methods: [
        method("certificate", "UseCertificateAuth", other),
        method("PIN", "UsePinAuth", other),
        method("Windows", "UseWindowsAuth", isOwn ? "None" : "Negotiate"),
        method("passive", "UseWsFedPassiveAuth", passive),
      ],
    },
    {
      ...collection("Registrar", "proxy"),
      configuration: "CsProxyConfiguration",
      methods: [
        method("certificate", "UseCertificateForClientToProxyAuth", "True"),
        method("Kerberos", "UseKerberosForClientToProxyAuth", other),
        method("NTLM", "UseNtlmForClientToProxyAuth", other),
      ],
    },
  ];
}
