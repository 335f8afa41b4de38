/**
 * All assumptions about the real server that no documentation confirms, each with its reason. The
 * simulator behaves accordingly. If a real server differs, change this file.
 */
export const unverified = {
  /**
   * Whether a Director's Registrar can have a proxy configuration. Assumed to be false, because its
   * own service identity is `Director:<fqdn>`.
   */
  directorHasRegistrar: false as boolean,

  /** The defaults of settings whose default the vendor does not document, by parameter. */
  defaults: {
    /** Windows clients can sign in after installation, with Kerberos if possible. */
    UseWindowsAuth: "Negotiate",
    /**
     * The smallest allowed value, because the documented default of 16384 would refuse ordinary
     * clients.
     */
    MinCSRKeySize: 1024,
    /** One year. The vendor documents a value of ten years, but calls it one year. */
    HstsMaxAgeInSeconds: 31_536_000,
    /** The vendor's page about deploying web clients says six seconds. */
    JoinLauncherCdnTimeout: "00:00:06",
    /** The page about deploying web clients also says that both are off. */
    MeetingUxEnableTelemetry: false,
    MeetingUxUseCdn: false,
    /** The vendor documents two values. This is one of them. */
    DnsCacheRecordCount: 3000,
    /** No preference, because an unsupported preference would stop the web ticket service. */
    MobilePreferredAuthType: "None",
    /** New features are off until an administrator turns them on. */
    EnableCORS: false,
    EnableMediaBasicAuth: false,
    CorsPreflightResponseMaxAgeInSeconds: 0,
    /** Features that 2010 clients need are on. */
    EnableCertChainDownload: true,
    EnableGroupExpansion: true,
    InferCertChainFromSSL: true,
    UseDomainAuthInLWA: true,
  } as Readonly<Record<string, unknown>>,

  /**
   * The names of the modules, and the product versions of the servers. 2013 has the July 2013
   * update, which passive authentication needs. The others are first releases. 2010 has no module
   * here, because a pool of 2010 is managed with the tools of a later version.
   */
  modules: { 2013: "Lync", 2015: "SkypeForBusiness", 2019: "SkypeForBusiness", SE: "SkypeForBusiness" },
  productVersions: { 2010: "4.0.7577.0", 2013: "5.0.8308.420", 2015: "6.0.9319.0", 2019: "7.0.2046.0", SE: "7.0.2046.385" },

  /**
   * MeetingUxEnableTelemetry and MeetingUxUseCdn are new in an unknown cumulative update of 2015.
   * So the module of 2015 has them here, although its version is that of the first release. For the
   * same reason, the module of 2013 has CrossDomainAuthorizationList, which is new in February
   * 2013.
   */

  /**
   * The value of ClientAuthorizationOAuthServerIdentity when modern authentication is on. Any text
   * would do, because it only matters whether it is set.
   */
  oauthServerIdentity: "evoSTS",

  /**
   * New with -InMemory also returns an object if the scope already has a collection, even at global
   * scope. It stores nothing, so there is no conflict.
   */

  /**
   * With -WhatIf, and before -Confirm asks, New checks whether the scope exists, and Set and Remove
   * check whether the collection exists. Without this they could not say what they would do. New
   * does not check whether a collection already exists.
   */

  /**
   * A list is a set of elements. Add of an element that is already in the list changes nothing, and
   * so does Remove of an element that is not in it.
   */

  /**
   * Set takes and applies lists as PowerShell's own PSListModifier does. A key other than Add,
   * Remove and Replace is refused. Objects without a hashtable replace the list. A change without
   * elements changes nothing. If Replace has elements, Add and Remove are ignored. It is documented
   * that $null empties the list.
   */

  /**
   * $null for a Boolean, a number, a TimeSpan, an enum or a realm does not change the setting.
   * Set's parameters are assumed to be nullable. Vendors do this so that a cmdlet knows which
   * parameters were given, and such a cmdlet treats null as not given. The package itself sends
   * $null only for texts, lists and realms, which have an empty value.
   */

  /**
   * Get-CsPoolBackupRelationship returns nothing for a pool without a backup pool. Otherwise it
   * names the backup pool in BackupPoolFqdn.
   */

  /**
   * A survivable branch appliance runs only a Registrar. It has no users and no web services of its
   * own, and its Registrar can have a proxy configuration.
   */

  /**
   * The property of a branch's Registrar in which Get-CsService names the web services of the pool
   * behind it, as `WebServer:<pool>`.
   */
  branchNamesHomePoolIn: "WebServer",

  /**
   * A SQL server runs UserDatabase and ApplicationDatabase, and each further role runs one service.
   * A computer without a replica is missing in the replication status. The vendor's examples show
   * some of them with the status "N/A".
   */

  /**
   * Get-CsSite returns Identity, SiteId (a number that starts at 1), DisplayName and Pools (names).
   * Only Identity is read. It finds a site by its name with and without `Site:` before it.
   */

  /**
   * The names of a pool's web services are `internal.` or `external.` and the pool's name. An
   * administrator chooses these names, so any names would do.
   */

  /**
   * The server's cmdlets are compiled. Which values PowerShell's binder takes and refuses was
   * observed with compiled test cmdlets. Their parameters have the documented types: plain for New,
   * nullable for Set, a class for identities, and an interface for realms. Script functions behave
   * differently, as the contract cases show. The name after an error id is unknown, because
   * PowerShell puts the class name there for a compiled cmdlet, and the function's name for a
   * function. The package only checks whether a parameter could not be bound, because then the
   * cmdlet has not run.
   */

  /**
   * The category and id of the cmdlets' own errors. The categories are those that PowerShell's
   * guidelines suggest. The ids are not documented at all.
   */
  errors: {
    /** New for a scope that has a collection. The category ResourceExists means exactly this. */
    alreadyExists: { category: "ResourceExists", id: "CollectionAlreadyExists" },
    /**
     * Get, Set and Remove for an absent collection. The documentation says only that this is an
     * error.
     */
    noCollection: { category: "ObjectNotFound", id: "CollectionNotFound" },
    /**
     * New for a site, pool or service that the topology does not have. The id differs, because the
     * missing object is not a collection.
     */
    noScope: { category: "ObjectNotFound", id: "ScopeNotFound" },
    /**
     * New at global scope. The documentation says that it fails, but not how. The category is not
     * ResourceExists, because a Remove would not help.
     */
    globalAlwaysExists: { category: "InvalidOperation", id: "GlobalCollectionAlwaysExists" },
    /**
     * A text that is not an identity of the noun. XdsIdentity is a type, so the binder fails to
     * convert the text, and this is the category of a failed conversion.
     */
    badIdentity: { category: "InvalidData", id: "InvalidIdentity" },
    /** New-CsWebOrigin for another scheme than http: and https:, which its page names. */
    badOrigin: { category: "InvalidArgument", id: "InvalidOrigin" },
    /** Get with an invalid wildcard pattern in -Filter. PowerShell's exception has no category. */
    badFilter: { category: "InvalidArgument", id: "InvalidFilter" },
    /** Get-CsPool and Get-CsPoolBackupRelationship for an absent pool. */
    noPool: { category: "ObjectNotFound", id: "PoolNotFound" },
    /**
     * An account without the necessary rights. The simulator has no accounts, so a fault with this
     * category and id simulates the error.
     */
    accessDenied: { category: "PermissionDenied", id: "AccessDenied" },
  },
} as const;
