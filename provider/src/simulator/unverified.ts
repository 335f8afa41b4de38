/**
 * What nobody on this project could read about the real server, in one place: each guess with its reason. The simulator behaves accordingly;
 * where a real server turns out to differ, this is the file to change.
 */
export const unverified = {
  /** Whether a Director's Registrar can have a proxy configuration. Its own service identity is written `Director:<fqdn>`, so: no. */
  directorHasRegistrar: false as boolean,

  /** What a server has where nobody set a setting whose default the vendor does not document, by parameter. */
  defaults: {
    /** Windows clients sign in out of the box, with Kerberos where they can. */
    UseWindowsAuth: "Negotiate",
    /** Not the documented 16384, which would refuse ordinary clients: the smallest that is allowed. */
    MinCSRKeySize: 1024,
    /** The vendor prints ten years and calls it one: one. */
    HstsMaxAgeInSeconds: 31_536_000,
    /** The vendor's page about deploying web clients says six seconds. */
    JoinLauncherCdnTimeout: "00:00:06",
    /** The same page says that neither is on. */
    MeetingUxEnableTelemetry: false,
    MeetingUxUseCdn: false,
    /** One of the two documented values. */
    DnsCacheRecordCount: 3000,
    /** No preference: one that is not supported would stop the web ticket service. */
    MobilePreferredAuthType: "None",
    /** New features are off until they are turned on. */
    EnableCORS: false,
    EnableMediaBasicAuth: false,
    CorsPreflightResponseMaxAgeInSeconds: 0,
    /** What clients of 2010 rely on is on. */
    EnableCertChainDownload: true,
    EnableGroupExpansion: true,
    InferCertChainFromSSL: true,
    UseDomainAuthInLWA: true,
  } as Readonly<Record<string, unknown>>,

  /** What the module calls itself, and the product versions of its servers: of each version's first release. */
  modules: { 2013: "Lync", 2015: "SkypeForBusiness", 2019: "SkypeForBusiness", SE: "SkypeForBusiness" },
  productVersions: { 2013: "5.0.8308.420", 2015: "6.0.9319.0", 2019: "7.0.2046.0", SE: "7.0.2046.385" },

  /** What ClientAuthorizationOAuthServerIdentity says where modern authentication is on. Any text would do: only whether it is set counts. */
  oauthServerIdentity: "evoSTS",

  /** New with -InMemory answers where the scope has a collection already, too: it stores nothing, so nothing collides. */

  /** Get-CsPoolBackupRelationship answers nothing for a pool that has no backup pool, and names it in BackupPoolFqdn where it has one. */

  /** The cmdlets' own errors: category and id. Their names are the ones that PowerShell's guidelines suggest. */
  errors: {
    alreadyExists: { category: "ResourceExists", id: "CollectionAlreadyExists" },
    noCollection: { category: "ObjectNotFound", id: "CollectionNotFound" },
    noScope: { category: "ObjectNotFound", id: "ScopeNotFound" },
    globalAlwaysExists: { category: "InvalidOperation", id: "GlobalCollectionAlwaysExists" },
    badIdentity: { category: "InvalidData", id: "InvalidIdentity" },
    badOrigin: { category: "InvalidArgument", id: "InvalidOrigin" },
    badFilter: { category: "InvalidArgument", id: "InvalidFilter" },
    noPool: { category: "ObjectNotFound", id: "PoolNotFound" },
  },
} as const;
