import { defined } from "./defined";
import type { ErrorKind } from "./errors";

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
} as const satisfies Record<ErrorKind, string>;

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
  optionRefused: "A resource option of Pulumi's does not fit this resource.",
  drift: "Somebody has changed the collection outside of Pulumi.",
} as const;

/** Every code that a message can end with, and what it means in a sentence. A code never changes its name. */
export const codes = { ...failureCodes, ...guardCodes, ...declarationCodes } as const;

/** What a refusal or a warning is about, for whoever searches for it or decides by it. */
export type Code = keyof typeof codes;

/** What a guard has to say of a collection as it will be. */
export interface Finding {
  code: Code;
  severity: "refused" | "warned";
  /** The setting at fault; empty where it is the collection. */
  property: string;
  /** The reason, what would happen to whom, and what to write instead. */
  message: string;
  /** Codes that say more about how it came, and stand before its own. */
  before?: readonly Code[];
  /** The pools that it is about, where there may be several. */
  pools?: readonly string[];
  /** Of a collection that several pools inherit: the pool that it is said of. */
  ofPool?: string;
  /** What it lists, one by one: with more of them it says more. The message, where left out. */
  about?: readonly string[];
  /** Whether another collection is told it, too, where a run brings it about by changing that one. */
  isToldThere?: boolean;
}

/** A finding that fails the run. */
export function refused(code: Code, property: string, message: string): Finding {
  return { code, severity: "refused", property, message };
}

/** A finding that the user is told. */
export function warned(code: Code, property: string, message: string): Finding {
  return { code, severity: "warned", property, message };
}

/** What the user reads: the message, and its codes in brackets. */
export function findingText({ code, message, before = [] }: Pick<Finding, "code" | "message" | "before">): string {
  return [message, ...[...before, code].map((one) => `[${one}]`)].join(" ");
}

/** The codes that a text ends with, in their order. */
export function codesIn(text: string): Code[] {
  const [, name = ""] = / \[(\w+)\]$/.exec(text) ?? [];
  return isCode(name) ? [...codesIn(text.slice(0, -` [${name}]`.length)), name] : [];
}

function isCode(name: string): name is Code {
  return Object.hasOwn(codes, name);
}

/** A warning as a line of output: `who` is the identity, or the program that it comes from. */
export function warningLine(who: string, text: string): string {
  return `${who}: warning: ${text}`;
}

/** Reads such a line again; undefined where it is none. Pulumi's own lines name nobody. */
export function readWarning(line: string): { who?: string; what: string } | undefined {
  const { who, what } = /^(?:(?<who>\S.*?): )?warning: (?<what>.*)$/.exec(line.trim())?.groups ?? {};
  return what === undefined ? undefined : defined({ who, what });
}

/** Those of the findings that say more than others do, which are known. */
export function addedTo(known: readonly Finding[], findings: readonly Finding[]): Finding[] {
  const itemsOf = ({ message, about = [message], property, ofPool = "" }: Finding): string[] =>
    about.map((item) => JSON.stringify([property, ofPool, item]));
  const all = new Set(known.flatMap(itemsOf));
  return findings.filter((finding) => itemsOf(finding).some((item) => !all.has(item)));
}

/** Pools in words, no more than three by name. */
export function inWords(pools: readonly string[]): string {
  const named = pools.slice(0, 3).join(", ");
  return pools.length > 3 ? `${named} and ${String(pools.length - 3)} more` : named;
}
