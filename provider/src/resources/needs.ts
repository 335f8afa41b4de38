import * as pulumi from "@pulumi/pulumi";
import { currentRun, type Declaration, type ProgramRun } from "./program";

/**
 * Returns all declarations that must be registered before this one, as far as the program's own
 * objects show.
 */
export function neededBy(run: ProgramRun, declaration: Declaration): Set<Declaration> {
  const needed = new Set<Declaration>();
  const look = (one: Declaration): void => {
    for (const next of [...declarationsOf(run, directNeeds(run, one)), ...(one.outer?.waitsFor ?? [])]) {
      if (needed.has(next)) continue;
      needed.add(next);
      look(next);
    }
  };
  look(declaration);
  return needed;
}

/**
 * Whether everything that a declaration needs is visible: the declaration, and all that it needs in
 * turn, wait only for our own resources.
 */
export function isSeen(run: ProgramRun, declaration: Declaration): boolean {
  return [declaration, ...neededBy(run, declaration)].every((one) => {
    const { resources, parents, isPromised } = directNeeds(run, one);
    const isOurs = (resource: pulumi.Resource): boolean =>
      run.dependsOnOf.has(resource) || run.declarations.some((other) => other.resource === resource);
    return !isPromised && [...resources, ...parents].every(isOurs);
  });
}

/**
 * What a declaration waits for: resources, where a component includes everything in it; parents,
 * without what is in them; and whether anything is still a promise.
 */
interface Needs {
  resources: Set<pulumi.Resource>;
  parents: Set<pulumi.Resource>;
  isPromised: boolean;
}

function directNeeds({ dependsOnOf }: ProgramRun, { args, opts }: Declaration): Needs {
  const needs: Needs = { resources: new Set(), parents: new Set(ancestorsOf(opts.parent)), isPromised: false };
  collect(args, needs);
  collect(opts.dependsOn, needs);
  // A component's children wait for its registration, and therefore for everything that the
  // component waits for.
  for (const parent of needs.parents) collect(dependsOnOf.get(parent), needs);
  return needs;
}

function collect(value: unknown, needs: Needs): void {
  if (pulumi.Resource.isInstance(value)) needs.resources.add(value);
  else if (pulumi.Output.isInstance(value))
    for (const resource of (value as unknown as WithResources).resources()) needs.resources.add(resource);
  else if (value instanceof Promise) needs.isPromised = true;
  else if (typeof value === "object" && value !== null) for (const part of Object.values(value)) collect(part, needs);
}

function declarationsOf({ declarations }: ProgramRun, { resources, parents }: Needs): Declaration[] {
  if (resources.size === 0 && parents.size === 0) return [];
  return declarations.filter(({ resource }) => {
    if (resource === undefined) return false;
    return parents.has(resource) || [resource, ...ancestorsOf(parentOf(resource))].some((one) => resources.has(one));
  });
}

/** All parents except the stack, which exists before the program. */
function ancestorsOf(parent: pulumi.Resource | undefined): pulumi.Resource[] {
  return parent === undefined || parent === pulumi.runtime.getStackResource() ? [] : [parent, ...ancestorsOf(parentOf(parent))];
}

// The SDK's types have neither `resources` nor `__parentResource`.
interface WithResources {
  resources(): Set<pulumi.Resource>;
}

function parentOf(resource: pulumi.Resource): pulumi.Resource | undefined {
  return (resource as { __parentResource?: pulumi.Resource }).__parentResource;
}

/** Records what a component of ours depends on, because its children wait for that, too. */
export function keepDependsOn(component: pulumi.ComponentResource, { dependsOn }: pulumi.ComponentResourceOptions): void {
  currentRun().dependsOnOf.set(component, dependsOn);
}
