import type { PoolRole } from "../configurations/poolRole";
import type { StackReach } from "../stackReach";
import type { Remembered } from "./declared";

/**
 * What a resource's class sends to check next to ("beside") the declaration: facts about the rest
 * of the program and about the old state. It is one input, which check removes.
 */
export interface Beside {
  /** What else the program declares. Left out if the resource's guards do not need it. */
  program?: ProgramBeside;
  /** The resource, named by its own name and the names of its parents. */
  mark?: string;
  /** Where the program waits for the warnings at its end. */
  end?: EndOfProgram;
  /** What the stack's state has of the collection; empty if the state has nothing. */
  remembered?: Remembered;
  /**
   * What the stack's configuration says about the deployment. An explicit provider may have
   * received none of it.
   */
  stack?: StackReach;
  /**
   * The path from the program's folder to the folder of Pulumi.yaml, if a provider would not find
   * it.
   */
  projectFolder?: string;
  /** Whether an explicit provider is given. It may belong to another deployment. */
  isExplicit?: boolean;
  /**
   * What the stack's state has so far: for each deployment's name in it, pools of which it has
   * collections.
   */
  state?: Record<string, string[]>;
  /** The purpose of the pool, if a PassiveAuthentication states it. */
  role?: PoolRole;
  /**
   * The place of an argument that was known only later and holds half of a surrogate pair. Such a
   * text does not arrive.
   */
  unpaired?: string;
  /** The Federation Service Name that its metadata URI was made of. */
  federationService?: string;
  /**
   * The program's outer collections that this resource was not registered after, because they wait
   * for it.
   */
  notWaitedFor?: string[];
  /** The inner collections that this resource was registered after, because the program says so. */
  after?: string[];
  /** The secret settings in outer collections of the state, by identity. */
  outerSecrets?: Record<string, string[]>;
}

/** What a program declares besides a resource: names in lower case, separated by spaces. */
export interface ProgramBeside {
  /** The pools that the program makes passive. */
  passive?: string;
  /** The identities of the proxy collections that it declares. */
  proxies?: string;
  /**
   * The identities of the collections of Web Services that it declares, and `identifiedLater` for
   * those that are not known yet. This is a list, because a site's name may contain spaces.
   */
  webServices?: readonly string[];
}

/**
 * Where a program waits for the warnings at its end: a port of this machine, and the key that a
 * provider sends there first.
 */
export interface EndOfProgram {
  port: number;
  key: string;
}
