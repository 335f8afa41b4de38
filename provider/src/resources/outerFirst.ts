import type * as pulumi from "@pulumi/pulumi";
import { isGlobal } from "../configurations/identity";
import { isSeen, neededBy } from "./needs";
import { endOfTurn, identityText, isMocked, type Declaration, type ProgramRun } from "./program";
import { endsWithProgram, untilRegistered } from "./untilRegistered";

/**
 * Orders the collections of a program from the outside in. A collection inherits from outer ones,
 * which the same program may create or change. So it is checked and created after the outer
 * collections of its noun that were declared in the same turn or earlier.
 *
 * The order is an ordinary dependency, which is added at the end of the turn. No verb waits for
 * another one, because that would block an engine that does one thing at a time.
 */
export class OuterFirst {
  readonly #run: ProgramRun;
  readonly #declaration: Declaration;
  readonly #outer: Promise<{ waitedFor: Declaration[]; notWaitedFor: Declaration[] }>;

  constructor(run: ProgramRun, declaration: Declaration) {
    this.#run = run;
    this.#declaration = declaration;
    this.#outer = this.#wait();
  }

  /** The option `dependsOn`: what the program gives, and the outer collections. */
  get dependsOn(): Promise<pulumi.Input<pulumi.Resource>[]> {
    const given = this.#declaration.opts.dependsOn;
    const own = (given === undefined ? [] : Array.isArray(given) ? given : [given]) as pulumi.Input<pulumi.Resource>[];
    return this.#outer.then(({ waitedFor }) => [...own, ...waitedFor.flatMap(({ resource }) => resource ?? [])]);
  }

  /**
   * The identities of the outer collections that it does not wait for, because they wait for it.
   */
  async notWaitedFor(): Promise<string[]> {
    return identitiesOf((await this.#outer).notWaitedFor);
  }

  /**
   * The identities of the inner collections that it waits for, because the program says so. If its
   * own identity is known only later, all collections of its noun that it waits for.
   */
  async after(): Promise<string[]> {
    await endOfTurn();
    const isKnown = identityText(this.#declaration) !== undefined;
    if (isKnown && rankOf(this.#declaration) === inmost) return [];
    const needed = [...neededBy(this.#run, this.#declaration)].filter(({ noun }) => noun === this.#declaration.noun);
    return identitiesOf(isKnown ? needed.filter((one) => isOuter(this.#declaration, one)) : needed);
  }

  async #wait(): Promise<{ waitedFor: Declaration[]; notWaitedFor: Declaration[] }> {
    await endOfTurn();
    decide(this.#run);
    const { waitsFor, waitForIt } = this.#declaration.outer ?? { waitsFor: [], waitForIt: [] };
    const known = new Set<Declaration>();
    await Promise.all(waitsFor.map(async (one) => ((await untilRegistered(one.resource)) ? known.add(one) : undefined)));
    return { waitedFor: [...known], notWaitedFor: [...waitForIt, ...waitsFor.filter((one) => !known.has(one))] };
  }
}

/**
 * Decides the order of everything declared since the last call. The outermost collections come
 * first, so that nothing waits in a circle.
 */
function decide(run: ProgramRun): void {
  const undecided = run.declarations.filter(({ outer }) => outer === undefined);
  if (undecided.length === 0) return;
  const wide = run.declarations.filter((one) => one.resource !== undefined && rankOf(one) < inmost);
  for (const rank of [0, 1, inmost]) {
    for (const declaration of undecided.filter((one) => rankOf(one) === rank)) {
      const all = wide.filter((one) => isOuter(one, declaration));
      const waitsForIt = (outer: Declaration): boolean => neededBy(run, outer).has(declaration);
      const [waitForIt, others] = [all.filter(waitsForIt), all.filter((outer) => !waitsForIt(outer))];
      declaration.outer = { waitForIt, waitsFor: others.filter((outer) => mayBeWaitedFor(run, outer)) };
    }
  }
}

/**
 * Whether an inner collection may wait for an outer one. If a circle is not visible, both would
 * wait forever, unless the end of the program reveals the circle. Under mocks there is nothing to
 * wait for.
 */
function mayBeWaitedFor(run: ProgramRun, outer: Declaration): boolean {
  return !isMocked() && (endsWithProgram() || isSeen(run, outer));
}

function isOuter(one: Declaration, other: Declaration): boolean {
  return one.noun === other.noun && rankOf(one) < rankOf(other);
}

const inmost = 2;

/**
 * 0 for the global collection, 1 for a site's, otherwise 2. An identity that is known only later
 * may be a pool's.
 */
function rankOf(declaration: Declaration): number {
  const identity = identityText(declaration);
  if (identity === undefined) return inmost;
  return isGlobal(identity) ? 0 : identity.startsWith("site:") ? 1 : inmost;
}

function identitiesOf(declarations: readonly Declaration[]): string[] {
  return declarations.flatMap((declaration) => identityText(declaration) ?? []);
}
