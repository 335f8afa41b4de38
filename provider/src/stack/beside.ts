import type { PoolRole } from "../configurations/poolRole";
import type { StackReach } from "../stackReach";
import type { Remembered } from "./declared";

/**
 * What a resource's class tells check, in an input that check takes out: of the rest of the
 * program, and of the state until now.
 */
export interface Beside {
  /** What stands beside it in the program; left out where its guards need not hear of it. */
  program?: ProgramBeside;
  /** The resource, by its own name and those of its parents. */
  mark?: string;
  /** Where the program waits for what is to be warned of at its end. */
  end?: EndOfProgram;
  /** What the stack's state has of the collection; empty where that is nothing. */
  remembered?: Remembered;
  /**
   * What the stack's configuration says of its deployment: an explicit provider may have got none
   * of it.
   */
  stack?: StackReach;
  /**
   * The path from the program's folder to that of Pulumi.yaml, where a provider would not find it.
   */
  projectFolder?: string;
  /** Whether an explicit provider is given: that may be another deployment's. */
  isExplicit?: boolean;
  /**
   * What the stack's state has until now: by each deployment's name in it, pools that it has
   * collections of.
   */
  state?: Record<string, string[]>;
  /** What the pool is for, if a PassiveAuthentication says so. */
  role?: PoolRole;
  /**
   * Where an argument that was known only later has half of a surrogate pair, which does not
   * arrive.
   */
  unpaired?: string;
  /** The Federation Service Name that its metadata URI was made of. */
  federationService?: string;
  /**
   * The outer collections of the program that it was not registered after, because they wait for
   * it.
   */
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
  /**
   * The identities of the collections of Web Services that it declares, and `identifiedLater` for
   * those that are not known yet: a list, for a site's name may have blanks.
   */
  webServices?: readonly string[];
}

/**
 * Where a program waits for what is to be warned of at its end: a port of this machine, and what a
 * provider says there first.
 */
export interface EndOfProgram {
  port: number;
  key: string;
}
