import type { Noun } from "../configurations/noun";
import type { Deployment } from "../deployment/deployment";
import { Declarations } from "./declarations";
import { Endings } from "./endings";
import { Outlook } from "./outlook";
import { Owned } from "./owned";
import { PassivePools } from "./passivePools";
import { UnderWay } from "./underWay";

interface Parts {
  owned?: Owned;
  declarations?: Declarations;
  outlook?: Outlook;
  passivePools?: PassivePools;
}

/**
 * What a process knows about its stack. The engine's provider process makes one for all resources.
 * A plan makes one from its preview.
 */
export class Memory {
  /** What the stack's state has. */
  readonly owned: Owned;
  /** What the program declares. */
  readonly declarations: Declarations;
  /** What collections will be once the program is carried out. */
  readonly outlook: Outlook;
  /** Which pools are passive. */
  readonly passivePools: PassivePools;
  /** What this process has done in this run. */
  readonly underWay = new UnderWay();
  /** The work that is left for the end of the program. */
  readonly endings = new Endings<Pending>();
  #before: Memory | undefined;

  constructor({ owned, declarations, outlook, passivePools }: Parts = {}) {
    this.owned = owned ?? new Owned();
    this.declarations = declarations ?? new Declarations();
    this.outlook = outlook ?? new Outlook();
    this.passivePools = passivePools ?? new PassivePools();
  }

  /**
   * Returns a copy with the same state and program, to look ahead once everything that leaves the
   * stack is known. Verbs do not see what is recorded there.
   */
  lookAhead(): Memory {
    return this.#with(new Outlook({ from: this.outlook, isWhole: true }));
  }

  /**
   * Returns a copy with the same state and program, before any of the program is carried out. All
   * callers share it.
   */
  beforeRun(): Memory {
    return (this.#before ??= this.#with(new Outlook()));
  }

  #with(outlook: Outlook): Memory {
    const { owned, declarations, passivePools } = this;
    return new Memory({ owned, declarations, outlook, passivePools: passivePools.copy() });
  }
}

/**
 * A deployment, and what is known about the stack. Together they show what the deployment will be
 * with the program's changes.
 */
export interface View<D = Deployment> {
  deployment: D;
  memory: Memory;
}

/** A view of the collections of one noun. */
export interface Scope<D = Deployment> extends View<D> {
  noun: Noun;
}

/** The parts of a deployment that are needed to find what applies to a pool. */
export type Reader = Pick<Deployment, "find" | "directory">;

/**
 * The effect of a collection together with the collections around it, to be judged once the whole
 * program is known.
 */
export interface Pending {
  noun: Noun;
  /** The resource, as its class names it. */
  mark: string;
  /** @param ahead the deployment as it will be, with what is known about the whole program. */
  judge: (ahead: View) => Promise<string[]>;
}

/** A view of a deployment as it is stored. Callers that have no program use it. */
export function storedView(deployment: Deployment): View {
  return { deployment, memory: new Memory() };
}

/** The deployment as it is stored, whatever the program makes of it. */
export function asStored<S extends View<unknown>>(scope: S): S {
  return { ...scope, memory: new Memory() };
}

/** The deployment as it is stored, with the program's declarations known. */
export function asBeforeRun<S extends View<unknown>>(ahead: S): S {
  return { ...ahead, memory: ahead.memory.beforeRun() };
}
