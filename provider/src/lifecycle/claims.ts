import { identityKey } from "../configurations/identity";
import type { PoolRole } from "../configurations/poolRole";
import type { StackReach } from "../stackReach";
import type { Noun, Values } from "../configurations/noun";
import type { Collection, Deployment } from "../deployment/deployment";
import type { EndOfProgram } from "./atEnd";
import type { Remembered } from "./remembered";
import { secretsOf } from "./secrecy";
import { nonEmpty, type Declared, type Records } from "./state";

/** A collection as it will be once the program is carried out. */
export interface Expected extends Collection {
  /** Settings whose declared value is not known yet; all, where a collection whose identity is not known yet may turn out to be this one. */
  unknown: readonly string[];
  /** Settings whose values are secret there: whoever takes one over has a secret, too. */
  secrets: readonly string[];
}

/** What a resource's class tells check, in an input that check takes out: of the rest of the program, and of the state until now. */
export interface Beside {
  /** What stands beside it in the program; left out where its guards need not hear of it. */
  program?: ProgramBeside;
  /** The resource, by its own name and those of its parents. */
  mark?: string;
  /** Where the program waits for what is to be warned of at its end. */
  end?: EndOfProgram;
  /** What the stack's state has of the collection; empty where that is nothing. */
  remembered?: Remembered;
  /** What the stack's configuration says of its deployment: an explicit provider may have got none of it. */
  stack?: StackReach;
  /** The path from the program's folder to that of Pulumi.yaml, where a provider would not find it. */
  projectFolder?: string;
  /** Whether an explicit provider is given: that may be another deployment's. */
  isExplicit?: boolean;
  /** What the stack's state has until now: by each deployment's name in it, pools that it has collections of. */
  state?: Record<string, string[]>;
  /** What the pool is for, if a PassiveAuthentication says so. */
  role?: PoolRole;
  /** Where an argument that was known only later has half of a surrogate pair, which does not arrive. */
  unpaired?: string;
  /** The Federation Service Name that its metadata URI was made of. */
  federationService?: string;
  /** The outer collections of the program that it was not registered after, because they wait for it. */
  notWaitedFor?: string[];
  /** The inner collections that it was registered after, because the program says so. */
  after?: string[];
  /** The settings that are secret in outer collections of the state, by identity. */
  outerSecrets?: Record<string, string[]>;
}

/** What a program declares beside a resource: names in lower case, blanks between them. */
export interface ProgramBeside {
  /** The pools that the program makes passive. */
  passive?: string;
  /** The identities of the proxy collections that it declares. */
  proxies?: string;
  /** The identities of the collections of Web Services that it declares, and `identifiedLater` for those that are not known yet: a list, for a site's name may have blanks. */
  webServices?: readonly string[];
}

/** Stands for an identity that the class does not know yet. */
export const identifiedLater = "?";

/** What a collection means together with what stands around it: to be judged once the whole program is known. */
export interface Pending {
  noun: Noun;
  /** The resource, as its class tells. */
  mark: string;
  /** @param deployment the same deployment, with what is known of the whole program. */
  judge: (deployment: Deployment) => Promise<string[]>;
}

/** What check wrote down of what was there before, and since when the state has it from which it was taken over; undefined where it has no such state, or none that tells. */
export type Recorded = Pick<Records, "previous" | "since">;

/** What a new collection takes from the outer ones, as far as the process had heard of the program when it was checked. */
export interface Taken {
  identity: string;
  /** What the nearest outer collection was to hold, of the settings that the new one does not declare. */
  values: Values;
  /** Outer collections that wait for it: what they become, it does not take. */
  notWaitedFor: readonly string[];
}

/**
 * What a process knows to be its stack's. The engine calls create before delete, on one and the same identity, for `up --replace`, a tainted resource and a
 * name changed without an alias: without this, delete would remove the live collection.
 */
export class Claims {
  readonly #own = new Map<string, Declared>();
  /** Those among them that only a resource's inputs told, which do not hold all. */
  readonly #assumed = new Set<string>();
  readonly #declared = new Map<string, Values>();
  readonly #records = new Map<string, Recorded>();
  readonly #proxies = new Map<string, { noun: Noun; declared: Declared }>();
  readonly #undone = new Map<string, Promise<void>>();
  readonly #made = new Set<string>();
  readonly #read = new Set<string>();
  readonly #taken = new Map<string, { noun: Noun; taken: Taken }>();
  readonly #expected = new Map<string, Expected>();
  readonly #leaving = new Set<string>();
  readonly #marks = new Map<string, string>();
  readonly #secrets = new Map<string, readonly string[]>();
  readonly #passivePools = new Set<string>();
  readonly #declaredProxies = new Set<string>();
  readonly #declaredWebServices = new Set<string>();
  readonly #pending = new Map<string, Pending>();
  readonly #unidentified = new Set<Noun>();
  readonly #told = new Set<string>();
  #heard: string | undefined;
  /** The pools that were seen to be passive, or declared so, by the lower-cased name: so that a look at all of them looks at each once. */
  readonly knownPassive = new Set<string>();
  /** The pools where passive authentication was the only way in before this run, by the lower-cased name, once somebody asks. */
  passiveBefore: Promise<ReadonlySet<string>> | undefined;
  /** Whether all that leaves the program has been told. */
  isWhole = false;

  /** The same claims, to look ahead with: what the copy is told, no verb hears. */
  copy(): Claims {
    const copy = this.withoutExpectations();
    for (const [key, expected] of this.#expected) copy.#expected.set(key, expected);
    for (const key of this.#leaving) copy.#leaving.add(key);
    for (const pool of this.#passivePools) copy.#passivePools.add(pool);
    return copy;
  }

  /** The same program, where nothing of it has been carried out. */
  withoutExpectations(): Claims {
    const copy = new Claims();
    for (const [key, state] of this.#own) copy.#own.set(key, state);
    for (const [key, values] of this.#declared) copy.#declared.set(key, values);
    for (const [key, names] of this.#secrets) copy.#secrets.set(key, names);
    for (const key of this.#read) copy.#read.add(key);
    for (const identity of this.#declaredProxies) copy.#declaredProxies.add(identity);
    for (const noun of this.#unidentified) copy.#unidentified.add(noun);
    copy.passiveBefore = this.passiveBefore;
    return copy;
  }

  /**
   * The stack's state has the collection, as it was read, or is to be deleted: its outputs. It may have it twice: after a replacement that failed half-way the old half is there still. What
   * the collection was before this stack had it, the elder of the two knows.
   */
  own(noun: Noun, state: Declared): void {
    const key = keyOf(noun, state.identity);
    const other = this.#assumed.delete(key) ? undefined : this.#own.get(key);
    const { previous, since } = other !== undefined && isElder(other, state) ? other.records : state.records;
    const secrets = secretsOf(state.records, other?.records);
    const secretSettings = secrets.length === 0 ? undefined : secrets;
    this.#set(noun, { ...state, records: nonEmpty({ ...state.records, previous, since, secretSettings }) });
  }

  /** The same, as the program had it from the engine: what was read is fresher. */
  remember(noun: Noun, state: Declared): void {
    if (this.owned(noun, state.identity) === undefined) this.own(noun, state);
  }

  /** The same, as check has it: by its old inputs alone, which count where nothing better is known. */
  assume(noun: Noun, state: Declared): void {
    const key = keyOf(noun, state.identity);
    if (this.#own.has(key)) return;
    this.#assumed.add(key);
    this.#set(noun, state);
  }

  #set(noun: Noun, state: Declared): void {
    this.#own.set(keyOf(noun, state.identity), state);
    if (noun.governs === "proxySignIn") this.#proxies.set(poolOf(state.identity), { noun, declared: state });
  }

  /** Since when the stack has a collection that was there already, as the elder of its states has it; what the state at hand says, where no other is known. */
  since(noun: Noun, { identity, records }: Declared): number | undefined {
    const key = keyOf(noun, identity);
    const known = this.#assumed.has(key) ? undefined : this.#own.get(key);
    return known === undefined ? records.since : known.records.since;
  }

  /** What check wrote down of a collection that the program declares. */
  record(noun: Noun, identity: string, recorded: Recorded): void {
    this.#records.set(keyOf(noun, identity), recorded);
  }

  /** The same, as far as this process has heard. */
  recorded(noun: Noun, identity: string): Recorded {
    return this.#records.get(keyOf(noun, identity)) ?? {};
  }

  /** The proxy collection that the stack's state has of a pool, as far as this process has heard. */
  proxyOf(pool: string): { noun: Noun; declared: Declared } | undefined {
    return this.#proxies.get(identityKey(pool));
  }

  /** Undoes a collection once, for all who ask: they wait for the same work. */
  undoOnce(noun: Noun, identity: string, work: () => Promise<void>): { work: Promise<void>; isJoined: boolean } {
    const key = keyOf(noun, identity);
    const joined = this.#undone.get(key);
    const undone = joined ?? work();
    this.#undone.set(key, undone);
    return { work: undone, isJoined: joined !== undefined };
  }

  /** This process has made a collection by New. */
  make(noun: Noun, identity: string): void {
    this.#made.add(keyOf(noun, identity));
  }

  /** Whether it has: nothing was there before, and no earlier state knows better. */
  isMade(noun: Noun, identity: string): boolean {
    return this.#made.has(keyOf(noun, identity));
  }

  /** The program reads a collection by `get`. */
  read(noun: Noun, identity: string): void {
    this.#read.add(keyOf(noun, identity));
  }

  /** Whether it does, as far as this process has heard. */
  isRead(noun: Noun, identity: string): boolean {
    return this.#read.has(keyOf(noun, identity));
  }

  /** What the stack's state has of a collection, as far as this process has heard; undefined where it has none. */
  owned(noun: Noun, identity: string): Declared | undefined {
    return this.#own.get(keyOf(noun, identity));
  }

  /** A new collection takes something from the outer ones. */
  take(noun: Noun, taken: Taken): void {
    this.#taken.set(keyOf(noun, taken.identity), { noun, taken });
  }

  /** What new collections of a noun have taken. */
  takenBy(noun: Noun): Taken[] {
    return [...this.#taken.values()].filter((one) => one.noun === noun).map(({ taken }) => taken);
  }

  /** The program declares the collection. */
  declare(noun: Noun, identity: string, values: Values): void {
    this.#declared.set(keyOf(noun, identity), values);
    if (noun.governs === "webTicket") this.knownPassive.clear();
  }

  /** Takes by which resource the program declares a collection; answers another one that does, too. */
  declaredBy(noun: Noun, identity: string, mark: string): string | undefined {
    const key = keyOf(noun, identity);
    const known = this.#marks.get(key);
    if (known === undefined) this.#marks.set(key, mark);
    return known === mark ? undefined : known;
  }

  /** What the program declares of a collection, as far as this process has heard; undefined where it does not. */
  declared(noun: Noun, identity: string): Values | undefined {
    return this.#declared.get(keyOf(noun, identity));
  }

  /** The program declares a collection whose identity is not known yet, in a preview. */
  declareUnidentified(noun: Noun): void {
    this.#unidentified.add(noun);
  }

  /** Whether it does, as far as this process has heard: what it does not declare it may declare all the same. */
  hasUnidentified(noun: Noun): boolean {
    return this.#unidentified.has(noun);
  }

  /** What the program makes of a collection, once check knows it. */
  expect(noun: Noun, expected: Expected): void {
    this.#expected.set(keyOf(noun, expected.identity), expected);
  }

  /** A collection is about to be removed. */
  leave(noun: Noun, identity: string): void {
    this.#leaving.add(keyOf(noun, identity));
  }

  /** Whether it is, as far as that is known: only a plan tells. */
  isLeaving(noun: Noun, identity: string): boolean {
    return this.#leaving.has(keyOf(noun, identity));
  }

  /** A collection as it will be; undefined where the program does not declare it, as far as this process has heard. */
  expected(noun: Noun, identity: string): Expected | undefined {
    return this.#expected.get(keyOf(noun, identity));
  }

  /** Takes which settings are secret in collections of the state, by identity. */
  hearSecrets(noun: Noun, secrets: Record<string, readonly string[]>): void {
    for (const [identity, names] of Object.entries(secrets)) this.#secrets.set(keyOf(noun, identity), names);
  }

  /** The settings that are secret in a collection as it is, as far as this process has heard. */
  secretsOf(noun: Noun, identity: string): readonly string[] {
    return [...secretsOf(this.owned(noun, identity)?.records), ...(this.#secrets.get(keyOf(noun, identity)) ?? [])];
  }

  /** Takes what is to be judged of a collection at the end of the program. */
  judgeAtEnd(identity: string, pending: Pending): void {
    this.#pending.set(keyOf(pending.noun, identity), pending);
  }

  /** All of that. */
  get pending(): readonly Pending[] {
    return [...this.#pending.values()];
  }

  /** What it means that a collection leaves the program has been told. */
  tellOf(noun: Noun, identity: string): void {
    this.#told.add(keyOf(noun, identity));
  }

  /** Whether it has. */
  isTold(noun: Noun, identity: string): boolean {
    return this.#told.has(keyOf(noun, identity));
  }

  /** Takes what a resource's class tells of the program: of collections that this process has not checked yet, too. */
  hear({ passive = "", proxies = "", webServices = [] }: ProgramBeside): void {
    // A big program's list goes along with each of its resources, and is the same each time.
    if (passive !== this.#heard) for (const pool of passive.split(" ")) this.#passivePools.add(pool);
    if (passive.includes(" ")) this.#heard = passive;
    for (const identity of proxies.split(" ")) this.#declaredProxies.add(identity);
    for (const identity of webServices) this.#declaredWebServices.add(identity);
  }

  /** Whether the program makes a pool passive. */
  willBePassive(pool: string): boolean {
    return this.#passivePools.has(identityKey(pool));
  }

  /** Whether the program declares a collection of Web Services, or may: one whose identity its class does not know yet may turn out to be it. */
  mayDeclareWebService(identity: string): boolean {
    return [identityKey(identity), identifiedLater].some((one) => this.#declaredWebServices.has(one));
  }

  /** Whether the program declares a proxy collection. */
  declaresProxy(identity: string): boolean {
    return this.#declaredProxies.has(identityKey(identity));
  }
}

/** How it is told that two resources declare one identity. */
export function declaredTwice(one: string, other: string, identity: string): string {
  return `"${one}" and "${other}" declare one and the same identity, "${identity}": declare it once`;
}

/** The deployment as it is, whatever the program makes of it: on another object nothing is claimed. */
export function unclaimed<T extends object>(deployment: T): T {
  return { ...deployment };
}

/** The same deployment with other claims on it. */
export function claimedBy<T extends object>(deployment: T, claims: Claims): T {
  const other = { ...deployment };
  known.set(other, claims);
  return other;
}

/** The deployment as it is stored, with the program's declarations in mind: one for all who ask, once all of them are known. */
export function beforeRun<T extends object>(ahead: T): T {
  const before = (viewsBefore.get(ahead) as T | undefined) ?? claimedBy(ahead, claimsOn(ahead).withoutExpectations());
  viewsBefore.set(ahead, before);
  return before;
}

const viewsBefore = new WeakMap<object, object>();

/** The claims on a deployment: one set for all resources of a process. */
export function claimsOn(deployment: object): Claims {
  const claims = known.get(deployment) ?? new Claims();
  known.set(deployment, claims);
  return claims;
}

const known = new WeakMap<object, Claims>();

/** A collection that New made was there before any adoption of it. */
function isElder(one: Declared, other: Declared): boolean {
  return (one.records.since ?? 0) < (other.records.since ?? 0);
}

function poolOf(identity: string): string {
  return identityKey(identity.split(":").at(-1) ?? "");
}

function keyOf(noun: Noun, identity: string): string {
  return `${noun.cs} ${identityKey(identity)}`;
}
