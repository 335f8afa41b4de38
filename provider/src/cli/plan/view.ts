import { canonicalIdentity, InvalidIdentity, parseIdentity } from "../../configurations/identity";
import { type Found, type Noun, type Values, unreadBut } from "../../configurations/noun";
import type { Deployment } from "../../deployment/deployment";
import { LyncError } from "../../errors";
import { inheritedBy } from "../../stack/effective";
import type { Server } from "../../lifecycle/resets";
import { Memory, type Scope } from "../../stack/memory";
import type { State } from "../../stack/declared";

/** What a plan looks at beside the preview. */
export interface PlanView {
  deployment: Deployment;
  /** What the preview says of the stack. */
  memory: Memory;
  /** Whether the deployment may be asked anything. */
  canAsk: boolean;
  /** What the stack's state has of a collection; undefined where it has none. */
  owned(noun: Noun, identity: string): State | undefined;
  /** Whether the program declares a collection. */
  declares(noun: Noun, identity: string): boolean;
  /** Whether the program reads a collection by `get`, which then is somebody else's. */
  reads(noun: Noun, identity: string): boolean;
  /**
   * The resources of a noun whose identity is not known yet: each may turn out to declare any
   * collection.
   */
  unidentified(noun: Noun): string[];
  /** Takes what cannot be told. */
  note(text: string): void;
}

/** A collection, and what a plan looks at for it. */
export interface Target {
  view: PlanView;
  noun: Noun;
  /** Undefined where it is not known yet. */
  identity: string | undefined;
}

/** What a collection is now, as far as it can be told. */
export async function findIn({ view, noun, identity }: Target, olds: State | undefined): Promise<Found | undefined> {
  if (identity === undefined) return undefined;
  if (view.canAsk) return view.deployment.find(noun, identity);
  // What the last refresh found of the declared settings; of a collection that is new to the state
  // nothing is known.
  return olds === undefined ? undefined : { values: olds.values };
}

/**
 * What a pool or site would inherit without its collection; undefined where that cannot be told.
 */
export async function inheritedIn({ view, noun, identity }: Target): Promise<Found | undefined> {
  return view.canAsk && identity !== undefined ? inheritedBy(scopeOf(view, noun), parseIdentity(identity, noun)) : undefined;
}

/** What is asked of the deployment, with the program laid over it. */
export function scopeOf({ deployment, memory }: PlanView, noun: Noun): Scope {
  return { noun, deployment, memory };
}

/** The server that a write is planned for. */
export function serverOf(view: PlanView, noun: Noun): Scope<Server> {
  if (view.canAsk) return scopeOf(view, noun);
  // What is documented has to do.
  const deployment: Server = {
    factoryValues: () => Promise.resolve(undefined),
    setAfterNew: () => Promise.resolve([]),
    find: () => Promise.resolve(undefined),
    directory: () => Promise.resolve(new Map()),
  };
  return { noun, deployment, memory: new Memory() };
}

/**
 * What a plan is made of, or `instead` where a verb would refuse it: the plan has a note of that.
 */
export async function orNoted<T>(view: PlanView, instead: T, plan: () => Promise<T>): Promise<T> {
  try {
    return await plan();
  } catch (error) {
    if (!(error instanceof LyncError)) throw error;
    view.note(error.message);
    return instead;
  }
}

/** A collection once values have been written to it. */
export function withWritten(found: Found | undefined, written: Values): Found {
  if (found === undefined) return { values: written };
  return { values: { ...found.values, ...written }, ...unreadBut(found, Object.keys(written)) };
}

/** Whether a text is an identity of a noun. */
export function isIdentity(noun: Noun, text: string): boolean {
  try {
    canonicalIdentity(text, noun);
    return true;
  } catch (error) {
    if (error instanceof InvalidIdentity) return false;
    throw error;
  }
}
