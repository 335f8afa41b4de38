/** What each kind of failure means, by the code that its message ends with. */
const failureCodes = {
  notFound: "The collection, service or site does not exist.",
  alreadyExists: "A new collection was to be made, and there is one already.",
  invalidParameter: "A parameter, a value or a configuration key is not allowed.",
  accessDenied: "The account may not do this.",
  unreachable: "The Central Management store or the remote endpoint did not answer.",
  timedOut: "No answer came within the limit, and the session was ended.",
  sessionLost: "PowerShell, or the session at the remote endpoint, ended in the middle of a call.",
  cannotStart: "PowerShell could not be started in time, or the module could not be imported.",
  moduleMissing: "The Lync module or one of its cmdlets is not on this machine, or the remote account has no role with it.",
  badAnswer: "The server's answer could not be understood.",
  unsupported: "This cannot be done here at all.",
  verificationFailed: "It was written, but what was read afterwards differs, or could not be read.",
  cmdletFailed: "A cmdlet failed for another reason.",
} as const;

/** What is wrong with a collection's own settings, or with what stands around it. */
const guardCodes = {
  noMethodLeft: "No sign-in method would be left on.",
  oauthAloneLeft: "OAuth would be the only sign-in method left on: a client that does not know it is locked out.",
  noMetadataUri: "Passive authentication is on, and there is no metadata URI.",
  wrongMetadataUri: "Passive authentication is on, and AD FS cannot publish its metadata at the URI.",
  metadataUriUnknown: "Passive authentication is on, and it is unknown whether there is a metadata URI.",
  globalPassive: "Passive authentication at global scope reaches every pool that has no collection of its own.",
  globalPassiveAlone: "Passive authentication would be the only way in at global scope.",
  sitePassive: "Passive authentication at site scope reaches every pool of the site that has no collection of its own.",
  otherMethodLeft: "Another sign-in method is on next to passive authentication, and clients prefer it.",
  otherMethodUnknown: "Passive authentication is on, and it is unknown whether another method is on next to it.",
  mobileMethodOff: "Mobile clients are told to prefer a sign-in method that is off.",
  mobileMethodUnsure: "Mobile clients are told to prefer a sign-in method that the server may not support.",
  authTypeOverridden: "A pool becomes passive, and an override of its sign-in methods stays as it is.",
  kerberosAlone: "Kerberos is the only method left at a proxy, and cannot authenticate remote users.",
  modernAuthentication: "Modern authentication is on, and excludes passive authentication.",
  tooOldForPassive: "The servers are older than Lync Server 2013, and do not know passive authentication.",
  updateMissing: "A server lacks the update that brought passive authentication.",
  noSecondFactor: "A proxy lets clients sign in without the second factor, although passive authentication is on behind it.",
  certificateOff: "Certificates are off at the proxy of a passive pool, and a client needs one after it signed in.",
  noWayToTicket: "A proxy takes certificates alone, and the Web Services behind it offer no way to one.",
  phonesAlone: "A proxy takes certificates alone, and PIN is the only way to one: only phones can get one.",
  wayToTicketUnknown: "A proxy takes certificates alone, and it is unknown whether anybody can get one.",
  edgeAsksMore: "An Edge takes certificates alone, and its next hop is not passive.",
  edgeLocksOut: "An Edge takes certificates alone, and pools behind it will not be passive.",
  neighbourNotPassive: "A pool that serves users of a passive pool is not passive.",
  noMethodInherited: "Pools will inherit a collection that leaves no sign-in method on.",
  unread: "A setting's value cannot be read, and what depends on it was not judged.",
  notJudged: "What stands around a collection was not judged.",
  newElsewhere: "It is new at a collection that does not change, by what this run changes elsewhere. The code after it tells what.",
} as const;

/** What is wrong with what a program declares, or with what the stack remembers. */
const declarationCodes = {
  notAllowed: "A value is not allowed for this setting or option.",
  unknownArgument: "The resource has no argument of this name.",
  conflictingArguments: "Two arguments exclude each other.",
  invalidIdentity: "The identity has no valid form.",
  secretIdentity: "The identity is a secret.",
  unpairedSurrogate: "A text holds half of a surrogate pair.",
  noFederationService: "The name cannot be a Federation Service Name.",
  missingScope: "The deployment has no such site or pool.",
  otherRole: "The pool has another role.",
  declaredTwice: "Two resources declare the same identity.",
  lacking: "This deployment does not have the setting, or it cannot be set from here.",
  tooLate: "An outer collection was declared after another one had taken its values.",
  otherDeployment: "The state belongs to another deployment.",
  heldAlready: "The collection has the value already, so what it was before may be lost.",
  lostByNew: "New would lose a value that the pool has by inheritance.",
  takenOver: "A collection that exists already is taken over.",
  lostSecret: "An earlier value was a secret and is none any more, so it is not kept.",
  notSetBack: "A value cannot be set back to what it was.",
  leftAsItIs: "The collection is left as it is.",
  knownByOldHalf: "What was there before is only in the state of an old resource, so that stays.",
  optionRefused: "A resource option of Pulumi's does not fit this resource.",
  drift: "Somebody has changed the collection outside of Pulumi.",
} as const;

/** What PowerShell, or a cmdlet, warned of in its own words. */
const warningCodes = {
  cmdletWarning: "A cmdlet warned of something.",
  importIncomplete: "The import of the module went on after an error.",
} as const;

/** What only a policy asks of a stack, besides what the guards find. */
const policyCodes = {
  metadataUriOutside: "The host of the metadata URI is outside of the domains that a policy allows.",
  messageBodiesLogged: "The text of every instant message is written to the server's logs.",
} as const;

/** What `pulumi-lync report` finds in a deployment besides what the guards do. */
const reportCodes = {
  notAsDeclared: "A collection is not as the stack's last up declared it.",
  notInEffect: "What is stored has not reached every server yet.",
  certificatesWorkOn: "Certificates that clients were issued earlier work on, without the second factor, until they end.",
} as const;

/** What `pulumi-lync doctor` finds on a machine, in a deployment and on the network. */
const doctorCodes = {
  nodeUnsupported: "This version of Node.js is not supported.",
  pulumiMissing: "The Pulumi CLI is not on PATH.",
  pulumiTooOld: "The Pulumi CLI is older than the oldest supported version.",
  languageHostMissing: "Pulumi's language host for Node.js is not next to the Pulumi CLI, nor on PATH.",
  powershellTooOld: "PowerShell is older than 3.0.",
  scriptsRefused: "The execution policy refuses the scripts of the module.",
  notAdministrator: "The account is no member of RTCUniversalServerAdmins.",
  roleIncomplete: "The role of the remote account lacks a cmdlet that a change needs.",
  metadataUnreachable: "A metadata document could not be fetched.",
  metadataWrong: "A metadata document is not what AD FS or a pool publishes.",
  noPassiveEndpoint: "The AD FS metadata document names no endpoint for passive sign-in.",
  noSigningCertificate: "The AD FS metadata document has no signing certificate that is valid now.",
  certificateUntrusted: "A server's certificate is not trusted, or is not for its name.",
  certificateExpired: "A server's certificate has expired, or is not valid yet.",
  certificateExpiring: "A certificate ends soon.",
  tlsTooOld: "A server offers no TLS version later than 1.0 or 1.1.",
  webServiceUnreachable: "A web server did not say what it offers.",
  otherMethodOffered: "A web server offers a sign-in method that is stored as off.",
  methodNotOffered: "A web server does not offer a sign-in method that is stored as on.",
  clocksDiffer: "Clocks differ by more than sign-in tolerates.",
} as const;

/**
 * Every code that a message can end with, and what it means in a sentence. A code never changes its
 * name.
 */
export const codes = {
  ...failureCodes,
  ...guardCodes,
  ...declarationCodes,
  ...warningCodes,
  ...policyCodes,
  ...reportCodes,
  ...doctorCodes,
} as const;

/** What a refusal or a warning is about, for whoever searches for it or decides by it. */
export type Code = keyof typeof codes;

/**
 * What kind of trouble a failure was. Code decides by this, never by a server's words, which are
 * localised.
 */
export type ErrorKind = keyof typeof failureCodes;
