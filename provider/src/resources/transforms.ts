import * as pulumi from "@pulumi/pulumi";
import * as state from "@pulumi/pulumi/runtime/state";
import { isRpcSecret } from "@pulumi/pulumi/runtime/rpc";
import { endOfTurn, type Declaration, type ProgramRun } from "./program";
import { isObject } from "../isObject";
import { providerIn, registered, registeredIn } from "../stack/bag";
import { marksOf, secretAmong, withSecretOutputs } from "./secrets";
import { nounOf } from "./typeOf";

/**
 * A transform of the program's may make a setting secret after its class has looked which are. So
 * where there may be one, a transform of our own comes last, and tells check what is secret then.
 * Registered once somebody else's is known, for each costs every resource of the program a call.
 */
export async function followTransforms(run: ProgramRun, declaration: Declaration): Promise<void> {
  if (await mayBeTransformed(declaration)) await (run.isFollowed ??= follow());
}

async function follow(): Promise<void> {
  // The engine takes them in the order in which they arrive.
  await pulumi.runtime.awaitStackRegistrations();
  pulumi.runtime.registerResourceTransform(tellSecrets);
}

async function mayBeTransformed(declaration: Declaration): Promise<boolean> {
  const { parent, transforms = [] } = declaration.opts;
  await endOfTurn();
  // A parent's transforms are known by then.
  if (parent !== undefined) await new Promise((resolve) => parent.urn.apply(resolve));
  const { callbacks, supportsTransforms = false } = (state as unknown as State).getStore?.() ?? {};
  const own = [...transforms, ...((declaration.resource as Transformed | undefined)?.__transformations ?? [])];
  return supportsTransforms && (callbacks !== undefined || own.length > 0);
}

// Not among the SDK's types. What it keeps of a run: the server of callbacks is there once somebody
// has registered a transform.
interface State {
  getStore?(): { callbacks?: object; supportsTransforms?: boolean };
}

// And a resource's transformations, with those of its parents and of the stack.
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
  // Without options those of the request stay.
  return {
    props: registered(given, { ...messages, secretSettings, previous: marks }, providerIn(given)),
  } as pulumi.ResourceTransformResult;
};
