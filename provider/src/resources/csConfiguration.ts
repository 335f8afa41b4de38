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

/** The arguments of a class's constructor. */
interface Constructed {
  name: string;
  args: { identity: pulumi.Input<string>; poolRole?: PoolRole; federationService?: pulumi.Input<string> };
  opts: pulumi.CustomResourceOptions;
}

/**
 * Returns what a resource class passes to the constructor of pulumi.CustomResource. Each class
 * extends CustomResource directly. With another class in between, the engine would keep one more
 * stack frame in each resource's state, and would mistake our line for the program's.
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
    // The engine reports this option to no verb, and the end of the program does not know it
    // either.
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
 * Adds a declaration to the run. Returns what the resource depends on, and what check receives
 * about the rest of the program and the old state. Check gets that as one input, and removes it.
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

/** What a class reports about the stack's configuration and the project's folder. */
function toldOfStack(): Pick<Beside, "stack" | "projectFolder"> {
  const { stack, projectFolder } = currentRun();
  return defined({ stack, projectFolder });
}

/**
 * Whether a resource or one of its parents has an explicit provider, which may be for another
 * deployment.
 */
function hasExplicitProvider({ resource }: Declaration): boolean {
  // Not in the SDK's types.
  return (resource as { __prov?: object } | undefined)?.__prov !== undefined;
}

/**
 * Finishes a resource that its class has constructed: adds it to the run, and logs check's warnings
 * at the resource.
 */
export function made(resource: pulumi.CustomResource & CollectionOutputs): void {
  const { declarations } = currentRun();
  const last = declarations.at(-1);
  if (last !== undefined) last.resource ??= resource;
  logWarnings(resource);
  // The inputs that a class sends to check, and what check returns for the class, are no outputs. A
  // program that exports the whole resource must not have them in the stack's outputs.
  for (const name of internalNames) Reflect.deleteProperty(resource, name);
}

function logWarnings(resource: pulumi.CustomResource & CollectionOutputs): void {
  resource.warnings.apply((warnings) => {
    for (const warning of warnings ?? []) void pulumi.log.warn(warning, resource);
  });
}

/** The options of `get`, which refers to a collection that already exists in the deployment. */
export function existing(id: pulumi.Input<pulumi.ID>, opts: pulumi.CustomResourceOptions | undefined): pulumi.CustomResourceOptions {
  return { ...opts, id };
}

/**
 * The outputs that each resource has from the start, because the provider returns them and a
 * program or its class uses them.
 */
const answered = ["identity", "signInMethods", "warnings"];

// If a property is missing in the constructor's props, it is plain undefined on the resource
// instead of an Output.
function absent(names: readonly string[]): Record<string, undefined> {
  return Object.fromEntries(names.map((name) => [name, undefined]));
}
