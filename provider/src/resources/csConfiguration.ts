import * as pulumi from "@pulumi/pulumi";
import { identityKey } from "../configurations/identity";
import type { Noun } from "../configurations/noun";
import type { PoolRole } from "../configurations/poolRole";
import { unpairedIn, unpairedReason } from "../configurations/wellFormed";
import { internalNames, registered, type Messages } from "../stack/bag";
import type { Beside } from "../stack/beside";
import { declaredTwice } from "../stack/declarations";
import { besideOf } from "./beside";
import type { CollectionOutputs } from "./collectionTypes";
import { deploymentsBefore, outerSecretsOf, rememberedOf, secretsBefore } from "./oldState";
import { OuterFirst } from "./outerFirst";
import { endOf } from "./endOfProgram";
import { canonicalOr, checkProgram, currentRun, isMocked, type Declaration } from "./program";
import { providerText } from "./providerProcess";
import { defined } from "../defined";
import { refusal } from "./refusal";
import { laterAmong, secretsAmong, withSecretOutputs } from "./secrets";
import { followTransforms } from "./transforms";
import { typeOf } from "./typeOf";

/** What a class is constructed with. */
interface Constructed {
  name: string;
  args: { identity: pulumi.Input<string>; poolRole?: PoolRole; federationService?: pulumi.Input<string> };
  opts: pulumi.CustomResourceOptions;
}

/**
 * What a resource class hands to the constructor of pulumi.CustomResource, which it extends itself: for a class between them the engine would keep a further stack frame in each
 * resource's state, and would take our line for the program's.
 */
export function registrationOf(
  noun: Noun,
  door: string,
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
  const before = opts.id === undefined ? secretsBefore(noun, typeOf(noun), given.identity) : [];
  const outputs = absent(opts.id === undefined ? answered : [...answered, ...declarable(noun)]);
  const messages: Messages = {
    ...secretsAmong(noun, given, { opts, before }),
    ...told,
    // No verb is told of it by the engine, and nobody at the program's end.
    retainOnDelete: opts.retainOnDelete === true ? true : undefined,
  };
  return [typeOf(noun), name, registered({ ...outputs, ...given, identity }, messages, providerText(door)), { ...opts, ...dependsOn }];
}

/**
 * Takes a declaration into the run. Answers what check is told of the rest of the program and of the state until now, in one input, which it takes out; and what the
 * resource is registered after.
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
      outerSecretsOf(typeOf(noun)),
      deploymentsBefore(),
      isMocked() ? undefined : endOf(run),
    ]);
    return {
      mark,
      ...defined({ end, program, role, federationService, outerSecrets, unpaired }),
      remembered: rememberedOf(noun, typeOf(noun), args.identity as pulumi.Input<string>),
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

/** What a class does once it is made: the run gets to know the resource, and what check warned of is logged at it. */
export function made(resource: pulumi.CustomResource & CollectionOutputs): void {
  const { declarations } = currentRun();
  const last = declarations.at(-1);
  if (last !== undefined) last.resource ??= resource;
  logWarnings(resource);
  // What a class tells check, and is told, is no output: a program that exports the resource whole is not to have it in the stack's.
  for (const name of internalNames) Reflect.deleteProperty(resource, name);
}

/** Refuses the options of Pulumi's that cannot work, with the reason. */
export function refuseOptions(what: string, opts: pulumi.CustomResourceOptions): void {
  const refusals: [option: keyof pulumi.CustomResourceOptions, why: string][] = [
    ["import", 'the engine cannot import dynamic resources. Take over a collection that is there already with the argument "adopt": true'],
    [
      "deletedWith",
      "the engine would drop the collection from the state without undoing it. It would stay on the server, and nobody would manage it",
    ],
    ["replaceOnChanges", "dynamic resources are not told of it, so it would have no effect. Only another identity replaces a collection"],
    ["deleteBeforeReplace", "two identities never collide, and without the collection its pool would inherit for a moment"],
  ];
  for (const [option, why] of refusals) {
    const given: unknown = opts[option];
    if (given === undefined || given === false || (Array.isArray(given) && given.length === 0)) continue;
    throw refusal("optionRefused", `${what}: the option "${option}" is refused: ${why}`);
  }
}

/**
 * Gives a class the outputs that hardly a program asks for, made when somebody does: of settings that are not declared, and of what the provider answers beyond them. Were they
 * among the props of every resource, its forty outputs would be most of what a program's time goes into.
 */
export function defineOutputs({ prototype }: { prototype: pulumi.CustomResource }, noun: Noun): void {
  const define = (name: string, get: (resource: pulumi.CustomResource) => pulumi.Output<unknown>): void => {
    Object.defineProperty(prototype, name, {
      configurable: true,
      get(this: pulumi.CustomResource) {
        return get(this);
      },
      // pulumi.CustomResource sets those that are among the props.
      set(this: pulumi.CustomResource, value: unknown) {
        Object.defineProperty(this, name, { value, configurable: true, enumerable: true, writable: true });
      },
    });
  };
  for (const name of declarable(noun)) define(name, ({ urn }) => urn.apply(() => undefined));
  for (const name of ["deployment", "previous"]) define(name, ({ urn }) => urn.apply((known) => new Registered(noun, known, name).output));
}

/** A resource that the program has registered, as the engine has it: one output of it. */
class Registered extends pulumi.CustomResource {
  readonly output: pulumi.Output<unknown>;

  constructor(noun: Noun, urn: pulumi.URN, output: string) {
    super(typeOf(noun), output, { [output]: undefined }, { urn });
    this.output = (this as unknown as Record<string, pulumi.Output<unknown>>)[output] as pulumi.Output<unknown>;
  }
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

/** Refuses a text with half of a surrogate pair, which Pulumi drops on the way to the provider without a word. */
function refuseUnpaired(noun: Noun, name: string, args: object): void {
  for (const [argument, value] of Object.entries(args) as [string, unknown][]) {
    const place = typeof value === "string" ? unpairedIn(value, argument) : undefined;
    if (place !== undefined) throw refusal("unpairedSurrogate", `${noun.type} "${name}": ${place}: ${unpairedReason}`);
  }
}

/** Where a text that is known only later, or lies within an argument, has such a half: check refuses it, for a program that throws by then is told at great length. */
function unpairedLater(args: object): pulumi.Output<string | undefined> | undefined {
  const later = laterAmong(args);
  if (later.length === 0) return undefined;
  return pulumi.output(Object.fromEntries(later) as object).apply((known: object) => {
    const places = Object.entries(known).map(([argument, value]: [string, unknown]) => unpairedIn(value, argument));
    return places.find((place) => place !== undefined);
  });
}

/**
 * Refuses an identity that another resource of the program declares: two would set it back and forth. Of what is known only later, check does, by the marks of both. Under mocks, the tests of a file
 * are one program, and each may declare what it likes.
 */
function refuseDeclaredTwice(
  noun: Noun,
  name: string,
  { identity, opts }: { identity: unknown; opts: pulumi.CustomResourceOptions },
): void {
  // A program in JavaScript may have anything here: check refuses it.
  if (typeof identity !== "string" || isMocked()) return;
  const { declaredBy } = currentRun();
  const key = `${noun.cs} ${identityKey(canonicalOr(noun, identity))} ${providerKey(opts)}`;
  const other = declaredBy.get(key);
  if (other !== undefined) throw refusal("declaredTwice", `${noun.type} ${declaredTwice(name, other, identity)}`);
  declaredBy.set(key, name);
}

/** Which provider a resource gets: each may be for another deployment. */
function providerKey({ provider, parent }: pulumi.CustomResourceOptions): string {
  const given =
    provider ?? (parent as { __providers?: Record<string, pulumi.ProviderResource> } | undefined)?.__providers?.["pulumi-nodejs"];
  return given === undefined ? "" : nameOf(given);
}

/** A resource, by what stays the same through updates, for check gets no URN: its own name, and its parents' types and names. */
function markOf(name: string, parent: pulumi.Resource | undefined): string {
  if (parent === undefined || parent === pulumi.runtime.getStackResource()) return name;
  // Not among the SDK's types.
  const { __pulumiType: type = "", __parentResource: above } = parent as { __pulumiType?: string; __parentResource?: pulumi.Resource };
  return `${markOf(`${type} ${nameOf(parent)}`, above)}/${name}`;
}

// Not among the SDK's types.
function nameOf(resource: pulumi.Resource): string {
  return (resource as { __name?: string }).__name ?? "";
}

/** The outputs that each resource has from the start: what the provider answers, and a program or its class asks for. */
const answered = ["identity", "signInMethods", "warnings"];

/** The outputs that echo what a program declares. */
function declarable(noun: Noun): string[] {
  return ["startFrom", "adopt", ...Object.keys(noun.settings)];
}

// A property that is not among the props of the constructor would be plain undefined on the resource, not an Output.
function absent(names: readonly string[]): Record<string, undefined> {
  return Object.fromEntries(names.map((name) => [name, undefined]));
}
