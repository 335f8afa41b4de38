import type { Found, Noun, Values } from "../configurations/noun";
import type { SessionAbout } from "../powershell/protocol";
import type { DirectoryPool, Replica } from "./directory";
import type { Lacking } from "./lacking";
import type { Stated, Whose } from "./naming";
import type { Versions } from "./versions";

/** A collection of settings as the server has it. */
export interface Collection extends Found {
  /** As the server writes it. */
  identity: string;
}

/**
 * What can be written of a collection; settings that only Set takes follow a New in a Set of their
 * own.
 */
export type Write = { verb: "New" | "Set"; values: Values } | { verb: "Remove" };

/** The values that a collection is given. */
export interface Given {
  values: Values;
  /** The settings whose values stand in no message and no log. */
  secrets?: readonly string[] | undefined;
}

/**
 * What of a write is not shown: the properties whose values must not be told, or nobody knows yet,
 * and an identity that nobody knows yet.
 */
export interface Hidden {
  secrets?: readonly string[] | undefined;
  unknown?: readonly string[] | undefined;
  isIdentityUnknown?: boolean;
}

/** What the session is by which a deployment is reached. */
export interface About extends SessionAbout {
  /**
   * The module whose cmdlets run, with its version; of cmdlets on another machine the endpoint, and
   * no version.
   */
  module: string;
  moduleVersion: string;
}

/**
 * A Lync deployment as the lifecycle sees it. Everything that fails throws a LyncError; a failed
 * read is never an absent collection.
 */
export interface Deployment {
  /** Its name for messages: the one that is given, else the way that leads to it. */
  readonly name: string;
  /** The way that leads to it: `local`, a host, or `simulator:` and a path. */
  readonly way: string;
  /** What new states are to remember it by. */
  nameInStates(): Promise<string>;
  /** Whose a state is that says this of its deployment. */
  whose(stated: Stated): Promise<Whose>;
  /**
   * Whether nothing may be asked of it: a check then judges by the declaration alone, and every
   * other verb is refused.
   */
  readonly isOffline: boolean;
  /**
   * Whether its cmdlets run on another machine: dates that come from there may have lost their time
   * zone.
   */
  readonly isRemote: boolean;
  /** What the session is by which it is reached; asked once. */
  about(): Promise<About>;
  /**
   * The collection, or undefined where a Get succeeded and did not find it. Answered from one
   * listing of all, shared by all who ask.
   */
  find(noun: Noun, identity: string): Promise<Collection | undefined>;
  /** All collections of a noun, from the same listing. */
  list(noun: Noun): Promise<Collection[]>;
  /**
   * Which of the named settings cannot be declared here, and why: this module does not have them,
   * or they cannot get there.
   */
  lacking(noun: Noun, properties: readonly string[]): Promise<Lacking[]>;
  /**
   * The settings that this module's New does not take: a New that has them is followed by a Set.
   */
  setAfterNew(noun: Noun): Promise<string[]>;
  /** The server's own defaults, asked once; undefined where the server does not say. */
  factoryValues(noun: Noun): Promise<Values | undefined>;
  /** All pools, by the lower-cased name; asked once. */
  directory(): Promise<ReadonlyMap<string, DirectoryPool>>;
  /** The names of all sites; asked once. */
  sites(): Promise<string[]>;
  /** The computers of a pool. */
  computers(pool: string): Promise<string[]>;
  /**
   * How far each computer's replica of the Central Management store has come; asked anew each time.
   */
  replicas(): Promise<Replica[]>;
  /**
   * The computers of each pool with their versions, by the pool's lower-cased name; asked once.
   * Empty where that failed.
   */
  versions(): Promise<Versions>;
  /** The same. @throws LyncError where that failed. */
  askVersions(): Promise<Versions>;
  /** Whether modern authentication is on; asked once. */
  modernAuthentication(): Promise<boolean>;
  /** The pool that takes over a pool's users, where there is one; asked once a pool. */
  backupPool(pool: string): Promise<string | undefined>;
  /**
   * Creates a collection that is not there, with all its settings at once, and answers what a Get
   * then found.
   */
  create(noun: Noun, identity: string, given: Given): Promise<Collection>;
  /** Changes the named settings of a collection, and answers what a Get then found. */
  set(noun: Noun, identity: string, given: Given): Promise<Collection>;
  /** Removes a collection; one that is already gone is no error. */
  remove(noun: Noun, identity: string): Promise<void>;
  /** The cmdlets by which a write would be done here, as an administrator would type them. */
  cmdletsOf(noun: Noun, identity: string, shown: { write: Write; hidden?: Hidden }): Promise<string[]>;
  /**
   * Ends what is open, after a write that is under way; it is given up after a grace, where one is
   * set. May be called again, with less patience.
   */
  close(options?: { graceMilliseconds?: number }): Promise<void>;
}
