const pool = "Service:Registrar:LyncPool01.contoso.com";
const allOf = 'allowed: "about", "CsWebServiceConfiguration", "CsProxyConfiguration"';

const web = (settings: unknown): object => ({ CsWebServiceConfiguration: { Global: settings } });
const proxy = (settings: unknown): object => ({ CsProxyConfiguration: { Global: settings } });
const atIdentity = (...identities: string[]): object => ({
  CsProxyConfiguration: Object.fromEntries(identities.map((identity) => [identity, {}])),
});
const forms = "Valid forms: Global, Service:Registrar:<pool fqdn>, Service:EdgeServer:<pool fqdn>";

/**
 * State files with mistakes: what is wrong, the file, and the message of the simulator in Node.js.
 * The module refuses them at the same place.
 */
export const badStates: (readonly [what: string, state: unknown, message: string])[] = [
  ["a list", [], "the whole file: it is not an object"],
  [
    "a misspelt noun",
    { CsWebServicesConfiguration: {} },
    'the whole file: unknown "CsWebServicesConfiguration"; did you mean "CsWebServiceConfiguration"?',
  ],
  [
    "a noun in small letters",
    { csproxyconfiguration: {} },
    'the whole file: unknown "csproxyconfiguration"; did you mean "CsProxyConfiguration"?',
  ],
  ["an unknown noun", { CsOther: {} }, `the whole file: unknown "CsOther"; ${allOf}`],
  [
    "a noun without collections, as null",
    { CsProxyConfiguration: null },
    "CsProxyConfiguration: null is not allowed; allowed: { identity: collection, … }",
  ],
  ["a noun as a list", { CsProxyConfiguration: [{}] }, "CsProxyConfiguration: [{}] is not allowed; allowed: { identity: collection, … }"],
  ["a global collection as null", proxy(null), 'CsProxyConfiguration["Global"]: null is not allowed; allowed: { setting: value, … }'],
  ["a collection as true", proxy(true), 'CsProxyConfiguration["Global"]: true is not allowed; allowed: { setting: value, … }'],
  [
    "a misspelt setting",
    web({ UsePinAuht: false }),
    'CsWebServiceConfiguration["Global"]: unknown "UsePinAuht"; did you mean "UsePinAuth"?',
  ],
  [
    "a setting as a program writes it",
    web({ usePinAuth: false }),
    'CsWebServiceConfiguration["Global"]: unknown "usePinAuth"; did you mean "UsePinAuth"?',
  ],
  [
    "the name of a property that every JavaScript object has",
    web({ constructor: 1 }),
    'CsWebServiceConfiguration["Global"]: unknown "constructor"; allowed: "',
  ],
  [
    "a Boolean as text",
    web({ UsePinAuth: "false" }),
    'CsWebServiceConfiguration["Global"].UsePinAuth: "false" is not allowed; allowed: true, false, or null for no value',
  ],
  [
    "a Boolean as a number",
    web({ UsePinAuth: 0 }),
    'CsWebServiceConfiguration["Global"].UsePinAuth: 0 is not allowed; allowed: true, false, or null for no value',
  ],
  [
    "a text as a number",
    web({ MACResolverUrl: 5 }),
    'CsWebServiceConfiguration["Global"].MACResolverUrl: 5 is not allowed; allowed: a text, or null for no value',
  ],
  [
    "a name as a Boolean",
    web({ UseWindowsAuth: false }),
    'CsWebServiceConfiguration["Global"].UseWindowsAuth: false is not allowed; allowed: a text, or null for no value',
  ],
  [
    "a number with a fraction",
    proxy({ MaxKeepAliveInterval: 1.5 }),
    'CsProxyConfiguration["Global"].MaxKeepAliveInterval: 1.5 is not allowed; allowed: a whole number, or null for no value',
  ],
  [
    "a number in words",
    proxy({ MaxKeepAliveInterval: "five" }),
    'CsProxyConfiguration["Global"].MaxKeepAliveInterval: "five" is not allowed; allowed: a whole number, or null for no value',
  ],
  [
    "a span of time as a number",
    web({ JoinLauncherCdnTimeout: 6 }),
    'CsWebServiceConfiguration["Global"].JoinLauncherCdnTimeout: 6 is not allowed; allowed: a span of time, such as "00:00:06", or null for no value',
  ],
  [
    "a span of time in words",
    web({ JoinLauncherCdnTimeout: "six seconds" }),
    'CsWebServiceConfiguration["Global"].JoinLauncherCdnTimeout: "six seconds" is not allowed; allowed: a span of time, such as "00:00:06", or null for no value',
  ],
  [
    "a list of texts",
    web({ CrossDomainAuthorizationList: ["https://fabrikam.com"] }),
    'CsWebServiceConfiguration["Global"].CrossDomainAuthorizationList: ["https://fabrikam.com"] is not allowed; allowed: a list of { "Url": "…" }, or null for no value',
  ],
  [
    "an element instead of a list",
    web({ CrossDomainAuthorizationList: { Url: "https://fabrikam.com" } }),
    'CsWebServiceConfiguration["Global"].CrossDomainAuthorizationList: {"Url":"https://fabrikam.com"} is not allowed; allowed: a list of { "Url": "…" }, or null for no value',
  ],
  [
    "a misspelt part of an element",
    web({ TrustedCACerts: [{ ThumbPrint: "AB", CAStore: "TrustedRootCA" }] }),
    'CsWebServiceConfiguration["Global"].TrustedCACerts: [{"ThumbPrint":"AB","CAStore":"TrustedRootCA"}] is not allowed; allowed: a list of { "Thumbprint": "…", "CAStore": "…" }, or null for no value',
  ],
  [
    "a realm as a program writes it",
    proxy({ Realm: "default" }),
    'CsProxyConfiguration["Global"].Realm: "default" is not allowed; allowed: { "UseDefault": true }, { "CustomValue": "…" }, or null for no value',
  ],
  [
    "two mistakes",
    { CsProxyConfiguration: { Global: { Realms: {} }, [pool]: null } },
    `CsProxyConfiguration["Global"]: unknown "Realms"; did you mean "Realm"?; CsProxyConfiguration["${pool}"]: null is not allowed`,
  ],
  [
    "a misspelt scope",
    atIdentity("Globl"),
    `CsProxyConfiguration["Globl"]: "Globl" is not an identity of a ProxyConfiguration, because "Globl" is not a scope. ${forms}; did you mean "Global"?`,
  ],
  [
    "a misspelt service",
    atIdentity(pool.replace("Registrar", "Registar")),
    `CsProxyConfiguration["Service:Registar:LyncPool01.contoso.com"]: "Service:Registar:LyncPool01.contoso.com" is not an identity of a ProxyConfiguration, because the service "Registar" cannot have one. ${forms}; did you mean "${pool}"?`,
  ],
  [
    "a site, which has no proxy",
    atIdentity("Site:Redmond"),
    `CsProxyConfiguration["Site:Redmond"]: "Site:Redmond" is not an identity of a ProxyConfiguration, because a site cannot have one. ${forms}`,
  ],
  [
    "a dot at the end of a full name",
    atIdentity(`${pool}.`),
    `CsProxyConfiguration["${pool}."]: the deployment spells this identity differently; did you mean "${pool}"?`,
  ],
  [
    "a collection twice",
    atIdentity("Global", pool, pool.toLowerCase()),
    `CsProxyConfiguration["${pool.toLowerCase()}"]: the same collection is already at CsProxyConfiguration["${pool}"]`,
  ],
];

/** A state file with values that a server may hold, although no program may declare them. */
export const goodState = {
  about: ["mine"],
  CsWebServiceConfiguration: {
    global: { CASigningKeyLength: "18446744073709551615", EnableCORS: true, JoinLauncherCdnTimeout: "-1.00:00:06", UsePinAuth: null },
    "Service:WebServer:Gone.contoso.com": { MaxGroupSizeToExpand: 5000, UsePinAuth: null },
    "Service:WebServer:Newer.contoso.com": { UseWindowsAuth: "Basic" },
    "Site:Gone": {},
  },
  CsProxyConfiguration: { Global: { Realm: { UseDefault: true } } },
};
