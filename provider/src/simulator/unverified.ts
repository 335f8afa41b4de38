/**
 * What nobody on this project could read about the real server, in one place: each guess with its reason. The simulator behaves accordingly;
 * where a real server turns out to differ, this is the file to change.
 */
export const unverified = {
  /** Whether a Director's Registrar can have a proxy configuration. Its own service identity is written `Director:<fqdn>`, so: no. */
  directorHasRegistrar: false as boolean,

  /** What Get answers for a setting whose default the vendor does not document, where no one has set it. */
  defaults: {
    /** Windows clients sign in out of the box, with Kerberos where they can. */
    UseWindowsAuth: "Negotiate",
  } as Readonly<Record<string, unknown>>,

  /** The cmdlets' own errors: category and id. Their names are the ones that PowerShell's guidelines suggest. */
  errors: {
    alreadyExists: { category: "ResourceExists", id: "CollectionAlreadyExists" },
    noCollection: { category: "ObjectNotFound", id: "CollectionNotFound" },
    noScope: { category: "ObjectNotFound", id: "ScopeNotFound" },
    globalAlwaysExists: { category: "InvalidOperation", id: "GlobalCollectionAlwaysExists" },
    badIdentity: { category: "InvalidData", id: "InvalidIdentity" },
  },
} as const;
