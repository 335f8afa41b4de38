/** The kinds of failure and what each means. The message of a failure ends with its code. */
const failureCodes = {
  notFound: "The collection, service or site does not exist.",
  alreadyExists: "The collection to be created exists already.",
  invalidParameter: "A parameter, a value or a configuration key is not allowed.",
  accessDenied: "The account is not allowed to do this.",
  unreachable: "The Central Management store or the remote endpoint did not respond.",
  timedOut: "A cmdlet did not return within the time limit.",
  sessionLost: "PowerShell, or the session at the remote endpoint, ended during a call.",
  cannotStart: "PowerShell did not start in time, or could not import the module.",
  moduleMissing: "This machine lacks the Lync module or one of its cmdlets, or the remote account has no role that contains the cmdlet.",
  badAnswer: "What the server returned could not be understood.",
  unsupported: "The command or the resource needs something that is not possible here.",
  verificationFailed: "The collection was written, but the values read afterwards differ or could not be read.",
  cmdletFailed: "A cmdlet failed for a reason that has no code of its own.",
} as const;

/** Findings about a collection's own settings, or about the pools and proxies around it. */
const guardCodes = {
  noMethodLeft: "No sign-in method would be left on.",
  oauthAloneLeft: "OAuth would be the only sign-in method left on. Users whose client does not support it are locked out.",
  noMetadataUri: "Passive authentication is on, and there is no metadata URI.",
  wrongMetadataUri: "Passive authentication is on, and AD FS cannot publish its metadata at the URI.",
  metadataUriUnknown: "Passive authentication is on, and it is unknown whether there is a metadata URI.",
  globalPassive: "Passive authentication at global scope applies to every pool that inherits the global collection.",
  globalPassiveAlone: "Passive authentication would be the only sign-in method at global scope.",
  sitePassive: "Passive authentication at site scope applies to every pool that inherits the site's collection.",
  otherMethodLeft: "Another sign-in method is on next to passive authentication, and clients prefer that method.",
  otherMethodUnknown: "Passive authentication is on, and it is unknown whether another sign-in method is on next to it.",
  mobileMethodOff: "mobilePreferredAuthType names a sign-in method that is off.",
  mobileMethodUnsure: "mobilePreferredAuthType names a sign-in method that the server may not support.",
  authTypeOverridden: "A pool becomes passive, but a setting that overrides its sign-in methods keeps its value.",
  kerberosAlone: "Kerberos is the only method left on at a proxy, and it cannot authenticate remote users.",
  modernAuthentication: "Modern authentication is on. A pool cannot combine it with passive authentication.",
  tooOldForPassive: "The servers are older than Lync Server 2013 and do not support passive authentication.",
  updateMissing: "A server lacks the update that introduced passive authentication.",
  noSecondFactor: "Passive authentication is on, but a proxy lets clients sign in without the second factor.",
  certificateOff: "Certificates are off at the proxy of a passive pool, but clients sign in there with a certificate.",
  noWayToTicket: "A proxy accepts only certificates, and the Web Services behind it offer no method by which a client gets one.",
  phonesAlone: "A proxy accepts only certificates, and PIN is the only method to get one. Only phones can use it.",
  wayToTicketUnknown: "A proxy accepts only certificates, and it is unknown whether a client can get one.",
  edgeAsksMore: "An Edge accepts only certificates, and its next hop is not passive.",
  edgeLocksOut: "An Edge accepts only certificates, and pools behind it will not be passive.",
  neighbourNotPassive: "A pool that serves users of a passive pool is not passive.",
  noMethodInherited: "Pools will inherit a collection that leaves no sign-in method on.",
  unread: "The value of a setting cannot be read. What depends on this value was not checked.",
  notJudged: "Something could not be judged, such as the proxies and neighbours of a collection.",
  newElsewhere: "A change to another collection in this run causes a finding at this collection. The next code says what was found.",
} as const;

/** Findings about what a program declares, or about the state of the stack. */
const declarationCodes = {
  notAllowed: "A value is not allowed for this setting or option.",
  unknownArgument: "The resource has no argument of this name.",
  conflictingArguments: "Two arguments exclude each other.",
  invalidIdentity: "The identity does not have a valid form.",
  secretIdentity: "The identity is a secret.",
  unpairedSurrogate: "A text contains half of a surrogate pair.",
  noFederationService: "The name cannot be a Federation Service Name.",
  missingScope: "The deployment has no such site or pool.",
  otherRole: "The pool has another role than the program says.",
  declaredTwice: "Two resources declare the same identity.",
  lacking: "This deployment does not have the setting, or the setting cannot be written from here.",
  tooLate: "A site or global collection was declared too late. A new collection had already copied earlier values from it.",
  otherDeployment: "The state belongs to another deployment.",
  heldAlready: "The collection already has the declared value, perhaps from an interrupted run. What it had before may be lost.",
  lostByNew: "A new collection would lose a value that its pool or site inherits now.",
  takenOver: "A collection that exists already is taken over.",
  lostSecret: "A setting is no longer a secret. Its earlier value is dropped, because the state would hold it in plain text.",
  notSetBack: "A value could not be restored.",
  leftAsItIs: "The collection is not changed or removed, because the program still uses it.",
  knownByOldHalf: "An old resource is kept, because only its state shows what was there before.",
  optionRefused: "An option of Pulumi does not work with this resource.",
  drift: "Someone has changed or removed the collection outside of Pulumi.",
} as const;

/** Warnings of PowerShell or of a cmdlet, shown in their own words. */
const warningCodes = {
  cmdletWarning: "A cmdlet wrote a warning.",
  importIncomplete: "The import of the module reported an error and continued.",
} as const;

/** Findings that only a policy makes, in addition to those of the guards. */
const policyCodes = {
  metadataUriOutside: "The host of the metadata URI is outside of the domains that a policy allows.",
  messageBodiesLogged: "The text of every instant message is written to the server's logs.",
} as const;

/** What `pulumi-lync report` finds in a deployment, in addition to the guards' findings. */
const reportCodes = {
  notAsDeclared: "A collection differs from what the stack's last up declared.",
  notInEffect: "What is stored has not reached every server yet.",
  certificatesWorkOn: "Certificates that clients got earlier work without the second factor until they expire.",
} as const;

/** What `pulumi-lync doctor` finds on a machine, in a deployment and on the network. */
const doctorCodes = {
  nodeUnsupported: "This version of Node.js is not supported.",
  pulumiMissing: "The Pulumi CLI is not on PATH.",
  pulumiTooOld: "The Pulumi CLI is older than the oldest supported version.",
  languageHostMissing: "Pulumi's language host for Node.js is neither next to the Pulumi CLI nor on PATH.",
  powershellTooOld: "PowerShell is older than 3.0.",
  scriptsRefused: "The execution policy does not allow the module's scripts.",
  notAdministrator: "The account is not a member of RTCUniversalServerAdmins.",
  roleIncomplete: "The role of the remote account lacks a cmdlet that a change needs.",
  metadataUnreachable: "A metadata document could not be fetched.",
  metadataWrong: "A metadata document is not what AD FS or a pool publishes.",
  noPassiveEndpoint: "The AD FS metadata document has no endpoint for passive sign-in.",
  noSigningCertificate: "The AD FS metadata document has no signing certificate that is valid now.",
  certificateUntrusted: "A server's certificate is not trusted, or is not for its name.",
  certificateExpired: "The certificate of a server, or of one of its issuers, has expired or is not valid yet.",
  certificateExpiring: "A certificate expires soon.",
  tlsTooOld: "A server offers only TLS 1.1 or earlier.",
  webServiceUnreachable: "A web server did not say which sign-in methods it offers.",
  otherMethodOffered: "A web server offers a sign-in method that is stored as off.",
  methodNotOffered: "A web server does not offer passive authentication, although it is stored as on.",
  clocksDiffer: "Clocks differ by more than five minutes, which is more than sign-in tolerates.",
} as const;

/** Every code that a message can end with, and what it means. A code never changes its name. */
export const codes = {
  ...failureCodes,
  ...guardCodes,
  ...declarationCodes,
  ...warningCodes,
  ...policyCodes,
  ...reportCodes,
  ...doctorCodes,
} as const;

/** The code of a refusal, warning or failure. People search for it, and scripts compare it. */
export type Code = keyof typeof codes;

/** The kind of a failure. Code compares it, and never the server's words, which are localised. */
export type ErrorKind = keyof typeof failureCodes;
