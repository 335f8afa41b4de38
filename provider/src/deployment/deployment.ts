import type { Found, Noun, Values } from "../configurations/noun";
import type { SessionAbout } from "../powershell/protocol";
import type { DirectoryPool, Replica } from "./directory";
import type { Lacking } from "./lacking";
import type { Stated, Whose } from "./naming";
import type { Versions } from "./versions";

/** A collection of settings as the server holds it. */
export interface Collection extends Found {
  /** The identity as the server writes it. */
  identity: string;
}

/** A write to a collection. Settings that New does not take follow in a separate Set. */
export type Write = { verb: "New" | "Set"; values: Values } | { verb: "Remove" };

/** The values to write to a collection. */
export interface Given {
  values: Values;
  /** The settings whose values no message and no log may show. */
  secrets?: readonly string[] | undefined;
}

/**
 * The parts of a write that are not shown: properties whose values are secret or not known yet, and
 * an identity that is not known yet.
 */
export interface Hidden {
  secrets?: readonly string[] | undefined;
  unknown?: readonly string[] | undefined;
  isIdentityUnknown?: boolean;
}

/** Facts about the session that reaches a deployment. */
export interface About extends SessionAbout {
  /** The module whose cmdlets run. For cmdlets on another machine, the endpoint. */
  module: string;
  /** The module's version. For cmdlets on another machine, empty. */
  moduleVersion: string;
}

/**
 * A Lync deployment as the lifecycle sees it. Every failure throws a LyncError. A failed read never
 * looks like an absent collection.
 */
export interface Deployment {
  /** The name for messages: the configured name, otherwise the way to reach the deployment. */
  readonly name: string;
  /** The way to reach the deployment: `local`, a host, or `simulator:` and a path. */
  readonly way: string;
  /** The name that new states store. */
  nameInStates(): Promise<string>;
  /** Whether a state that names its deployment in this way belongs to this deployment. */
  whose(stated: Stated): Promise<Whose>;
  /**
   * Whether the deployment may not be read or written. Then a check judges only by the declaration,
   * and every other verb is refused.
   */
  readonly isOffline: boolean;
  /**
   * Whether the cmdlets run on another machine. Dates from another machine may have lost their time
   * zone.
   */
  readonly isRemote: boolean;
  /** Facts about the session that reaches the deployment. Read once. */
  about(): Promise<About>;
  /**
   * The collection, or undefined when a Get succeeded and did not find it. It comes from a listing
   * of all collections that all callers share.
   */
  find(noun: Noun, identity: string): Promise<Collection | undefined>;
  /** All collections of a noun, from the same listing. */
  list(noun: Noun): Promise<Collection[]>;
  /**
   * Returns which of the named settings cannot be declared here, and why: this module does not have
   * them, or their values cannot be sent to another machine.
   */
  lacking(noun: Noun, properties: readonly string[]): Promise<Lacking[]>;
  /** The settings that this module's New does not take. A Set after the New sets them. */
  setAfterNew(noun: Noun): Promise<string[]>;
  /** The server's own defaults, or undefined when the server does not say. Read once. */
  factoryValues(noun: Noun): Promise<Values | undefined>;
  /** All pools, by lower-cased name. Read once. */
  directory(): Promise<ReadonlyMap<string, DirectoryPool>>;
  /** The names of all sites. Read once. */
  sites(): Promise<string[]>;
  /** The computers of a pool. */
  computers(pool: string): Promise<string[]>;
  /**
   * How up to date each computer's replica of the Central Management store is. Read again each
   * time.
   */
  replicas(): Promise<Replica[]>;
  /**
   * The computers of each pool with their versions, by the pool's lower-cased name. Read once.
   * Empty if the read failed.
   */
  versions(): Promise<Versions>;
  /** Returns the same as `versions`. @throws LyncError if the read failed. */
  askVersions(): Promise<Versions>;
  /** Whether modern authentication is on. Read once. */
  modernAuthentication(): Promise<boolean>;
  /** The pool that takes over a pool's users, if there is one. Read once for each pool. */
  backupPool(pool: string): Promise<string | undefined>;
  /**
   * Creates a collection that does not exist, with all its settings at once. Returns what a Get
   * then found.
   */
  create(noun: Noun, identity: string, given: Given): Promise<Collection>;
  /** Changes the named settings of a collection. Returns what a Get then found. */
  set(noun: Noun, identity: string, given: Given): Promise<Collection>;
  /** Removes a collection. It is no error if the collection is already absent. */
  remove(noun: Noun, identity: string): Promise<void>;
  /** The cmdlets that would do a write here, as an administrator would type them. */
  cmdletsOf(noun: Noun, identity: string, shown: { write: Write; hidden?: Hidden }): Promise<string[]>;
  /**
   * Ends the sessions after waiting for a write in progress. If a grace is set, the write is
   * abandoned after it. May be called again with a shorter grace.
   */
  close(options?: { graceMilliseconds?: number }): Promise<void>;
}
