import { canonicalIdentity, InvalidIdentity, parseIdentity } from "../../configurations/identity";
import { type Found, type Noun, type Values, unreadBut } from "../../configurations/noun";
import type { Deployment } from "../../deployment/deployment";
import { LyncError } from "../../errors";
import { inheritedBy } from "../../stack/effective";
import type { Server } from "../../lifecycle/resets";
import { Memory, type Scope } from "../../stack/memory";
import type { State } from "../../stack/declared";

/** What a plan reads besides the preview. */
export interface PlanView {
  deployment: Deployment;
  /** What the preview says about the stack. */
  memory: Memory;
  /** Whether the deployment can be read. */
  canAsk: boolean;
  /** The stack's state of a collection; undefined if it has none. */
  owned(noun: Noun, identity: string): State | undefined;
  /** Whether the program declares a collection. */
  declares(noun: Noun, identity: string): boolean;
  /** Whether the program reads a collection with `get`, and therefore does not own it. */
  reads(noun: Noun, identity: string): boolean;
  /**
   * The resources of a noun whose identity is not known yet. Each may turn out to declare any
   * collection.
   */
  unidentified(noun: Noun): string[];
  /** Adds a note about something that the plan does not show. */
  note(text: string): void;
}

/** A collection, and what a plan reads for it. */
export interface Target {
  view: PlanView;
  noun: Noun;
  /** The identity; undefined if it is not known yet. */
  identity: string | undefined;
}

/** A collection as it is now, as far as it is known. */
export async function findIn({ view, noun, identity }: Target, olds: State | undefined): Promise<Found | undefined> {
  if (identity === undefined) return undefined;
  if (view.canAsk) return view.deployment.find(noun, identity);
  // The state has the declared settings as the last refresh found them. It has nothing of a new
  // collection.
  return olds === undefined ? undefined : { values: olds.values };
}

/** What a pool or site would inherit without its collection; undefined if that is unknown. */
export async function inheritedIn({ view, noun, identity }: Target): Promise<Found | undefined> {
  return view.canAsk && identity !== undefined ? inheritedBy(scopeOf(view, noun), parseIdentity(identity, noun)) : undefined;
}

/** The deployment as it would be with the program's changes. */
export function scopeOf({ deployment, memory }: PlanView, noun: Noun): Scope {
  return { noun, deployment, memory };
}

/** The server that a write is planned for. */
export function serverOf(view: PlanView, noun: Noun): Scope<Server> {
  if (view.canAsk) return scopeOf(view, noun);
  // Without a deployment, only the documented defaults are known.
  const deployment: Server = {
    factoryValues: () => Promise.resolve(undefined),
    setAfterNew: () => Promise.resolve([]),
    find: () => Promise.resolve(undefined),
    directory: () => Promise.resolve(new Map()),
  };
  return { noun, deployment, memory: new Memory() };
}

/**
 * Returns what `plan` returns. If a verb would refuse it, it adds a note with the reason and
 * returns `instead`.
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

/** A collection after a write of values. */
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
