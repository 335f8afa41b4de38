/**
 * What nobody on this project could read about the real server, in one place: each guess with its
 * reason. The simulator behaves accordingly; where a real server turns out to differ, this is the
 * file to change.
 */
export const unverified = {
  /**
   * Whether a Director's Registrar can have a proxy configuration. Its own service identity is
   * written `Director:<fqdn>`, so: no.
   */
  directorHasRegistrar: false as boolean,

  /**
   * What a server has where nobody set a setting whose default the vendor does not document, by
   * parameter.
   */
  defaults: {
    /** Windows clients sign in out of the box, with Kerberos where they can. */
    UseWindowsAuth: "Negotiate",
    /**
     * Not the documented 16384, which would refuse ordinary clients: the smallest that is allowed.
     */
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

  /**
   * What the module calls itself, and the product versions of its servers: of 2013 with the July
   * 2013 update, which passive authentication needs; of the others' first releases. A pool of 2010
   * stands under the tools of a later version, so 2010 has no module here.
   */
  modules: { 2013: "Lync", 2015: "SkypeForBusiness", 2019: "SkypeForBusiness", SE: "SkypeForBusiness" },
  productVersions: { 2010: "4.0.7577.0", 2013: "5.0.8308.420", 2015: "6.0.9319.0", 2019: "7.0.2046.0", SE: "7.0.2046.385" },

  /**
   * MeetingUxEnableTelemetry and MeetingUxUseCdn came with a cumulative update of 2015, and nobody
   * says which: the module of 2015 has them here, although its version is the first release's. For
   * the same want of a number the module of 2013 has CrossDomainAuthorizationList, of February
   * 2013.
   */

  /**
   * What ClientAuthorizationOAuthServerIdentity says where modern authentication is on. Any text
   * would do: only whether it is set counts.
   */
  oauthServerIdentity: "evoSTS",

  /**
   * New with -InMemory answers where the scope has a collection already, too: it stores nothing, so
   * nothing collides. At global scope it answers for the same reason.
   */

  /**
   * With -WhatIf (and where -Confirm asks) New looks first whether the scope is there, and Set and
   * Remove whether the collection is: they cannot tell what they would do without. Only New does
   * not look whether it would collide.
   */

  /**
   * Add of an element that a list has already leaves it as it is, and Remove of one that it has not
   * does nothing: a list is a set of its elements.
   */

  /**
   * Set's lists are taken as PowerShell's own PSListModifier takes and applies them. A key other
   * than Add, Remove and Replace is refused. Objects without a hashtable replace the list. A change
   * without any element changes nothing, and next to elements for Replace nothing else counts.
   * $null is documented: it empties the list.
   */

  /**
   * $null for a Boolean, a number, a TimeSpan, an enum or a realm leaves the setting as it is.
   * Set's parameters are taken to be nullable, as vendors write them so that a cmdlet can tell what
   * it was given, and such a cmdlet reads null as nothing given. The package itself sends $null
   * only for texts, lists and realms, which have an empty value.
   */

  /**
   * Get-CsPoolBackupRelationship answers nothing for a pool that has no backup pool, and names it
   * in BackupPoolFqdn where it has one.
   */

  /**
   * A survivable branch appliance runs a Registrar alone: it has no users and no web services of
   * its own, and its Registrar can have a proxy configuration.
   */

  /**
   * The property in which Get-CsService names, at a branch's Registrar, the web services of the
   * pool behind it: `WebServer:<pool>`.
   */
  branchNamesHomePoolIn: "WebServer",

  /**
   * A SQL server runs UserDatabase and ApplicationDatabase, and each further role one service.
   * Their computers are missing in the replication status where they have no replica; the vendor
   * shows some of them with the status "N/A".
   */

  /**
   * Get-CsSite answers Identity, SiteId (a number, counted from 1), DisplayName and Pools (names):
   * only Identity is read. It finds a site with `Site:` before its name, and without.
   */

  /**
   * A pool's web services are `internal.` and `external.` before its name: an administrator chooses
   * the names, and any would do.
   */

  /**
   * The server's cmdlets are compiled. How PowerShell's binder takes and refuses values was
   * observed with compiled cmdlets of our own, whose parameters have the documented types: plain
   * for New, nullable for Set, a class for identities, an interface for realms. Script functions
   * differ: the contract cases say where. The name behind an id is unknown: PowerShell puts the
   * class's name there, and a function's own. Of all this the package only looks at whether a
   * parameter could not be bound, because then the cmdlet has not run.
   */

  /**
   * The cmdlets' own errors: category and id. The categories are the ones that PowerShell's
   * guidelines suggest; of the ids no word is documented.
   */
  errors: {
    /** New where the scope has a collection: ResourceExists is made for it. */
    alreadyExists: { category: "ResourceExists", id: "CollectionAlreadyExists" },
    /**
     * Get, Set and Remove with the identity of none. The documentation says only that it is an
     * error.
     */
    noCollection: { category: "ObjectNotFound", id: "CollectionNotFound" },
    /**
     * New for a site, pool or service that the topology lacks: what is missing is another thing
     * than a collection.
     */
    noScope: { category: "ObjectNotFound", id: "ScopeNotFound" },
    /**
     * New at global scope. It is documented to fail, not how; not ResourceExists, for no Remove
     * would help.
     */
    globalAlwaysExists: { category: "InvalidOperation", id: "GlobalCollectionAlwaysExists" },
    /**
     * A text that is no identity of the noun. XdsIdentity is a type: where the binder makes one of
     * the text, it is a failed conversion, whose category this is.
     */
    badIdentity: { category: "InvalidData", id: "InvalidIdentity" },
    /** New-CsWebOrigin for what is neither http: nor https:, the two that its page names. */
    badOrigin: { category: "InvalidArgument", id: "InvalidOrigin" },
    /**
     * Get with a -Filter that is no wildcard pattern. PowerShell's own exception has no category.
     */
    badFilter: { category: "InvalidArgument", id: "InvalidFilter" },
    /** Get-CsPool and Get-CsPoolBackupRelationship for a pool that is not there. */
    noPool: { category: "ObjectNotFound", id: "PoolNotFound" },
    /**
     * An account without the rights. The simulator knows no accounts: a fault of this category and
     * id plays it.
     */
    accessDenied: { category: "PermissionDenied", id: "AccessDenied" },
  },
} as const;
