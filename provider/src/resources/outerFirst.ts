import type * as pulumi from "@pulumi/pulumi";
import { isGlobal } from "../configurations/identity";
import { isSeen, neededBy } from "./needs";
import { endOfTurn, identityText, isMocked, type Declaration, type ProgramRun } from "./program";
import { endsWithProgram, untilRegistered } from "./untilRegistered";

/**
 * A collection inherits from outer ones, which the same program may make or change: so it is
 * checked and created after those of its noun that are declared in the same turn of the program, or
 * before. That is an ordinary dependency, added once the turn is over: no verb waits for another,
 * which would block an engine that does one thing at a time.
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

  /** The option `dependsOn`: what the program says, and the outer collections. */
  get dependsOn(): Promise<pulumi.Input<pulumi.Resource>[]> {
    const given = this.#declaration.opts.dependsOn;
    const own = (given === undefined ? [] : Array.isArray(given) ? given : [given]) as pulumi.Input<pulumi.Resource>[];
    return this.#outer.then(({ waitedFor }) => [...own, ...waitedFor.flatMap(({ resource }) => resource ?? [])]);
  }

  /** The identities of outer collections that it does not wait for, because they wait for it. */
  async notWaitedFor(): Promise<string[]> {
    return identitiesOf((await this.#outer).notWaitedFor);
  }

  /**
   * The identities of inner collections that it waits for, because the program says so; of all,
   * where its own is known only later.
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
 * Decides for all that was declared since, the outermost first, so that nothing waits in a circle.
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
 * A circle that nobody sees would be a wait for ever, unless the program's end tells of it. Where
 * the engine is a test's, there is nothing to wait for.
 */
function mayBeWaitedFor(run: ProgramRun, outer: Declaration): boolean {
  return !isMocked() && (endsWithProgram() || isSeen(run, outer));
}

function isOuter(one: Declaration, other: Declaration): boolean {
  return one.noun === other.noun && rankOf(one) < rankOf(other);
}

const inmost = 2;

/**
 * 0 of the global collection, 1 of a site's; an identity that is known only later may be a pool's.
 */
function rankOf(declaration: Declaration): number {
  const identity = identityText(declaration);
  if (identity === undefined) return inmost;
  return isGlobal(identity) ? 0 : identity.startsWith("site:") ? 1 : inmost;
}

function identitiesOf(declarations: readonly Declaration[]): string[] {
  return declarations.flatMap((declaration) => identityText(declaration) ?? []);
}
