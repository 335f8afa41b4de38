import * as pulumi from "@pulumi/pulumi";
import type { Noun } from "../configurations/noun";
import type { PoolRole } from "../configurations/poolRole";
import { defined } from "../defined";
import { internalNames, registered, type Messages } from "../stack/bag";
import type { Beside } from "../stack/beside";
import { besideOf } from "./beside";
import type { CollectionOutputs } from "./collectionTypes";
import { endOf } from "./endOfProgram";
import { declarable } from "./lazyOutputs";
import { markOf } from "./mark";
import { deploymentsBefore, outerSecretsOf, rememberedOf, secretsBefore } from "./oldState";
import { OuterFirst } from "./outerFirst";
import { checkProgram, currentRun, isMocked, type Declaration } from "./program";
import { providerText } from "./providerProcess";
import { refuseDeclaredTwice, refuseOptions, refuseUnpaired, unpairedLater } from "./refusedDeclarations";
import { secretsAmong, withSecretOutputs } from "./secrets";
import { followTransforms } from "./transforms";
import { doorOf, typeOf } from "./typeOf";

/** What a class is constructed with. */
interface Constructed {
  name: string;
  args: { identity: pulumi.Input<string>; poolRole?: PoolRole; federationService?: pulumi.Input<string> };
  opts: pulumi.CustomResourceOptions;
}

/**
 * What a resource class hands to the constructor of pulumi.CustomResource, which it extends itself:
 * for a class between them the engine would keep a further stack frame in each resource's state,
 * and would take our line for the program's.
 */
export function registrationOf(
  noun: Noun,
  { name, args, opts }: Constructed,
): [type: string, name: string, props: pulumi.Inputs, opts: pulumi.CustomResourceOptions] {
  checkProgram();
  refuseOptions(`${noun.type} "${name}"`, opts);
  const { poolRole: role, federationService, ...plain } = args;
  const given = withSecretOutputs(plain, opts);
  const { identity } = given;
  refuseUnpaired(noun, name, given);
  if (opts.id === undefined) refuseDeclaredTwice(noun, name, { identity, opts });
  const { told, dependsOn } =
    opts.id === undefined
      ? declare({ noun, mark: markOf(name, opts.parent), args: given, opts }, { role, federationService })
      : { told: { external: toldOfStack() }, dependsOn: {} };
  const before = opts.id === undefined ? secretsBefore(noun, given.identity) : [];
  const outputs = absent(opts.id === undefined ? answered : [...answered, ...declarable(noun)]);
  const messages: Messages = {
    ...secretsAmong(noun, given, { opts, before }),
    ...told,
    // No verb is told of it by the engine, and nobody at the program's end.
    retainOnDelete: opts.retainOnDelete === true ? true : undefined,
  };
  return [
    typeOf(noun),
    name,
    registered({ ...outputs, ...given, identity }, messages, providerText(doorOf(noun))),
    { ...opts, ...dependsOn },
  ];
}

/**
 * Takes a declaration into the run. Answers what check is told of the rest of the program and of
 * the state until now, in one input, which it takes out; and what the resource is registered after.
 */
function declare(
  declaration: Declaration,
  { role, federationService }: { role: PoolRole | undefined; federationService: pulumi.Input<string> | undefined },
): { told: { beside: Promise<object> }; dependsOn: pulumi.CustomResourceOptions } {
  const run = currentRun();
  run.declarations.push(declaration);
  const outerFirst = new OuterFirst(run, declaration);
  const tell = async (): Promise<{ [P in keyof Beside]: pulumi.Input<Beside[P] | object> }> => {
    const { noun, mark, args } = declaration;
    const unpaired = unpairedLater(args);
    await followTransforms(run, declaration);
    const [program, notWaitedFor, after, outerSecrets, state, end] = await Promise.all([
      besideOf(run, declaration),
      outerFirst.notWaitedFor(),
      outerFirst.after(),
      outerSecretsOf(noun),
      deploymentsBefore(),
      isMocked() ? undefined : endOf(run),
    ]);
    return {
      mark,
      ...defined({ end, program, role, federationService, outerSecrets, unpaired }),
      remembered: rememberedOf(noun, args.identity as pulumi.Input<string>),
      ...toldOfStack(),
      ...(hasExplicitProvider(declaration) ? { isExplicit: true } : {}),
      ...(Object.keys(state).length === 0 ? {} : { state }),
      ...(notWaitedFor.length === 0 ? {} : { notWaitedFor }),
      ...(after.length === 0 ? {} : { after }),
    };
  };
  return { told: { beside: tell() }, dependsOn: { dependsOn: outerFirst.dependsOn } };
}

/** What a class tells of the stack, and of where its project lies. */
function toldOfStack(): Pick<Beside, "stack" | "projectFolder"> {
  const { stack, projectFolder } = currentRun();
  return defined({ stack, projectFolder });
}

/** Whether a resource, or a parent of it, is given a provider: that may be another deployment's. */
function hasExplicitProvider({ resource }: Declaration): boolean {
  // Not among the SDK's types.
  return (resource as { __prov?: object } | undefined)?.__prov !== undefined;
}

/**
 * What a class does once it is made: the run gets to know the resource, and what check warned of is
 * logged at it.
 */
export function made(resource: pulumi.CustomResource & CollectionOutputs): void {
  const { declarations } = currentRun();
  const last = declarations.at(-1);
  if (last !== undefined) last.resource ??= resource;
  logWarnings(resource);
  // What a class tells check, and is told, is no output: a program that exports the resource whole
  // is not to have it in the stack's.
  for (const name of internalNames) Reflect.deleteProperty(resource, name);
}

function logWarnings(resource: pulumi.CustomResource & CollectionOutputs): void {
  resource.warnings.apply((warnings) => {
    for (const warning of warnings ?? []) void pulumi.log.warn(warning, resource);
  });
}

/** A reference to what is in the deployment already, for `get`. */
export function existing(id: pulumi.Input<pulumi.ID>, opts: pulumi.CustomResourceOptions | undefined): pulumi.CustomResourceOptions {
  return { ...opts, id };
}

/**
 * The outputs that each resource has from the start: what the provider answers, and a program or
 * its class asks for.
 */
const answered = ["identity", "signInMethods", "warnings"];

// A property that is not among the props of the constructor would be plain undefined on the
// resource, not an Output.
function absent(names: readonly string[]): Record<string, undefined> {
  return Object.fromEntries(names.map((name) => [name, undefined]));
}
