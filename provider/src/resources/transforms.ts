import * as pulumi from "@pulumi/pulumi";
import * as state from "@pulumi/pulumi/runtime/state";
import { isRpcSecret } from "@pulumi/pulumi/runtime/rpc";
import { endOfTurn, type Declaration, type ProgramRun } from "./program";
import { isObject } from "../isObject";
import { providerIn, registered, registeredIn } from "../stack/bag";
import { marksOf, secretAmong, withSecretOutputs } from "./secrets";
import { nounOf } from "./typeOf";

/**
 * A program's transform may make a setting secret after the resource class has looked for secrets.
 * So if there may be a transform, we register our own as the last one, and it reports the secrets
 * to check. We register it only then, because each transform costs one call for every resource of
 * the program.
 */
export async function followTransforms(run: ProgramRun, declaration: Declaration): Promise<void> {
  if (await mayBeTransformed(declaration)) await (run.isFollowed ??= follow());
}

async function follow(): Promise<void> {
  // The engine runs transforms in the order in which they arrive.
  await pulumi.runtime.awaitStackRegistrations();
  pulumi.runtime.registerResourceTransform(tellSecrets);
}

async function mayBeTransformed(declaration: Declaration): Promise<boolean> {
  const { parent, transforms = [] } = declaration.opts;
  await endOfTurn();
  // By then the parent's transforms are known.
  if (parent !== undefined) await new Promise((resolve) => parent.urn.apply(resolve));
  const { callbacks, supportsTransforms = false } = (state as unknown as State).getStore?.() ?? {};
  const own = [...transforms, ...((declaration.resource as Transformed | undefined)?.__transformations ?? [])];
  return supportsTransforms && (callbacks !== undefined || own.length > 0);
}

// Not in the SDK's types: what the SDK keeps about a run. The callback server exists once any
// transform is registered.
interface State {
  getStore?(): { callbacks?: object; supportsTransforms?: boolean };
}

// Not in the SDK's types either: a resource's transformations, with those of its parents and of the
// stack.
interface Transformed {
  __transformations?: unknown[];
}

const tellSecrets: pulumi.ResourceTransform = async ({ type, props, opts }) => {
  const noun = nounOf(type);
  if (noun === undefined) return undefined;
  const { args, messages } = registeredIn(props);
  const { secretSettings: told, previous } = messages;
  const given = withSecretOutputs(args, opts);
  const before = Array.isArray(told) ? told.map(String) : [];
  const secretSettings = await secretAmong(given);
  if (secretSettings.every((name) => before.includes(name))) return undefined;
  const isWhole = pulumi.Output.isInstance(previous) || isRpcSecret(previous);
  const marks = isWhole ? previous : { ...(isObject(previous) ? previous : {}), ...marksOf(noun, secretSettings) };
  // If the result has no options, those of the request remain.
  return {
    props: registered(given, { ...messages, secretSettings, previous: marks }, providerIn(given)),
  } as pulumi.ResourceTransformResult;
};
