import * as pulumi from "@pulumi/pulumi";
import { endOfTurn, identityText, type Declaration, type ProgramRun } from "./program";

/**
 * A collection inherits from outer ones, which the same program may make or change: so it is checked and created after those of its noun that are declared in the same turn of the program,
 * or before. That is an ordinary dependency, added once the turn is over: no verb waits for another, which would block an engine that does one thing at a time.
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

  /** The identities of inner collections that it waits for, because the program says so. */
  async after(): Promise<string[]> {
    await endOfTurn();
    if (rankOf(this.#declaration) === inmost || directlyNeeded(this.#declaration).size === 0) return [];
    const needed = neededBy(this.#run, this.#declaration);
    return identitiesOf([...needed].filter((one) => isOuter(this.#declaration, one)));
  }

  async #wait(): Promise<{ waitedFor: Declaration[]; notWaitedFor: Declaration[] }> {
    await endOfTurn();
    decide(this.#run);
    const { all, waitsFor } = this.#declaration.outer ?? { all: [], waitsFor: [] };
    const known = new Set<Declaration>();
    await Promise.all(waitsFor.map(async (one) => ((await untilKnown(one)) ? known.add(one) : undefined)));
    return { waitedFor: all.filter((one) => known.has(one)), notWaitedFor: all.filter((one) => !known.has(one)) };
  }
}

/** Decides for all that was declared since, the outermost first, so that nothing waits in a circle. */
function decide(run: ProgramRun): void {
  const undecided = run.declarations.filter(({ outer }) => outer === undefined);
  if (undecided.length === 0) return;
  const wide = run.declarations.filter((one) => one.resource !== undefined && rankOf(one) < inmost);
  for (const rank of [0, 1, inmost]) {
    for (const declaration of undecided.filter((one) => rankOf(one) === rank)) {
      const all = wide.filter((one) => isOuter(one, declaration));
      declaration.outer = { all, waitsFor: all.filter((outer) => !neededBy(run, outer).has(declaration)) };
    }
  }
}

function isOuter(one: Declaration, other: Declaration): boolean {
  return one.noun === other.noun && rankOf(one) < rankOf(other);
}

const inmost = 2;

/** 0 of the global collection, 1 of a site's; an identity that is known only later may be a pool's. */
function rankOf(declaration: Declaration): number {
  const identity = identityText(declaration);
  return identity === "global" ? 0 : identity?.startsWith("site:") === true ? 1 : inmost;
}

function identitiesOf(declarations: readonly Declaration[]): string[] {
  return declarations.flatMap((declaration) => identityText(declaration) ?? []);
}

/** All declarations that have to be registered before this one is, as far as the program's own objects tell. */
function neededBy(run: ProgramRun, declaration: Declaration): Set<Declaration> {
  const needed = new Set<Declaration>();
  const look = (one: Declaration): void => {
    const resources = directlyNeeded(one);
    const found =
      resources.size === 0 ? [] : run.declarations.filter(({ resource }) => resource !== undefined && isAmong(resource, resources));
    for (const next of [...found, ...(one.outer?.waitsFor ?? [])]) {
      if (needed.has(next)) continue;
      needed.add(next);
      look(next);
    }
  };
  look(declaration);
  return needed;
}

/** The resources whose outputs it takes, and those that it, or a component around it, depends on. */
function directlyNeeded({ args, opts }: Declaration): Set<pulumi.Resource> {
  const resources = new Set<pulumi.Resource>();
  collect(args, resources);
  collect(opts.dependsOn, resources);
  for (const component of ancestorsOf(opts.parent)) collect(componentDependsOn.get(component), resources);
  return resources;
}

function collect(value: unknown, into: Set<pulumi.Resource>): void {
  if (pulumi.Resource.isInstance(value)) into.add(value);
  else if (pulumi.Output.isInstance(value)) for (const resource of (value as unknown as WithResources).resources()) into.add(resource);
  else if (typeof value === "object" && value !== null && !(value instanceof Promise))
    for (const part of Object.values(value)) collect(part, into);
}

/** A component stands for all that is in it. */
function isAmong(resource: pulumi.Resource, resources: ReadonlySet<pulumi.Resource>): boolean {
  return [resource, ...ancestorsOf(parentOf(resource))].some((one) => resources.has(one));
}

function ancestorsOf(parent: pulumi.Resource | undefined): pulumi.Resource[] {
  return parent === undefined ? [] : [parent, ...ancestorsOf(parentOf(parent))];
}

// Neither is among the SDK's types.
interface WithResources {
  resources(): Set<pulumi.Resource>;
}

function parentOf(resource: pulumi.Resource): pulumi.Resource | undefined {
  return (resource as { __parentResource?: pulumi.Resource }).__parentResource;
}

const componentDependsOn = new WeakMap<pulumi.Resource, unknown>();

/** Keeps what a component of ours depends on: its children wait for it. */
export function keepDependsOn(component: pulumi.ComponentResource, { dependsOn }: pulumi.ComponentResourceOptions): void {
  componentDependsOn.set(component, dependsOn);
}

/**
 * Waits until a resource is registered. That it waits for us by a way that no object tells, as through somebody else's resource, shows at the end of the program: when nothing else is left to do. Then
 * the wait is given up.
 */
function untilKnown({ resource }: Declaration): Promise<boolean> {
  return new Promise((resolve) => {
    const giveUp = (): void => {
      resolve(false);
    };
    waiting.add(giveUp);
    resource?.urn.apply(() => {
      waiting.delete(giveUp);
      resolve(true);
    });
    if (isListening) return;
    isListening = true;
    process.on("beforeExit", () => {
      for (const one of waiting) one();
      waiting.clear();
    });
  });
}

const waiting = new Set<() => void>();
let isListening = false;
