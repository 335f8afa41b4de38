import type * as pulumi from "@pulumi/pulumi";
import type { Noun } from "../../provider/src/configurations/noun";
import type { Deployment } from "../../provider/src/deployment/deployment";
import * as atEnd from "../../provider/src/lifecycle/atEnd";
import { check as checkVerb } from "../../provider/src/lifecycle/check";
import { create as createVerb } from "../../provider/src/lifecycle/create";
import { remove as removeVerb } from "../../provider/src/lifecycle/delete";
import { diff as diffVerb } from "../../provider/src/lifecycle/diff";
import { partly, type Kept } from "../../provider/src/lifecycle/door";
import type { Leaving } from "../../provider/src/lifecycle/leaving";
import { PartialFailure } from "../../provider/src/lifecycle/partialFailure";
import { read as readVerb } from "../../provider/src/lifecycle/read";
import { failureOf, orFailure, orRecordRefusal, recordingRefusal } from "../../provider/src/lifecycle/refusals";
import { update as updateVerb } from "../../provider/src/lifecycle/update";
import {
  givenIn,
  inputsBefore,
  inputsIn,
  propertiesOfInputs,
  propertiesOfState,
  readIn,
  stateIn,
  type Properties,
} from "../../provider/src/stack/bag";
import { Memory, type Scope, type View } from "../../provider/src/stack/memory";

// The verbs with bags of properties as input and output, as a provider process runs them. Each
// deployment object represents a process and has one memory. An error of a verb is passed on
// unchanged, so that a test can read its kind. Only a partial failure gets the engine's form.

const memories = new WeakMap<Deployment, Memory>();

export function viewOf(deployment: Deployment): View {
  const memory = memories.get(deployment) ?? new Memory();
  memories.set(deployment, memory);
  return { deployment, memory };
}

async function run<T>(
  { noun, deployment, kept = {} }: { noun: Noun; deployment: Deployment; kept?: Kept },
  verb: (scope: Scope) => Promise<T>,
): Promise<T> {
  try {
    return await orRecordRefusal({ ...viewOf(deployment), noun }, verb);
  } catch (error) {
    throw error instanceof PartialFailure ? partly(error, kept) : error;
  }
}

export function check(noun: Noun, deployment: Deployment, olds: Properties, news: Properties): Promise<pulumi.dynamic.CheckResult> {
  return orFailure(news, async () => {
    const scope = { ...viewOf(deployment), noun };
    const { inputs, failures } = await recordingRefusal(scope, () => checkVerb(scope, inputsBefore(noun, olds), givenIn(noun, news, olds)));
    return { inputs: propertiesOfInputs(inputs), failures: failures.map(failureOf) };
  });
}

export function diff(noun: Noun, deployment: Deployment, olds: Properties, news: Properties): Promise<pulumi.dynamic.DiffResult> {
  return run({ noun, deployment }, (scope) => diffVerb(scope, stateIn(noun, olds), inputsIn(noun, news)));
}

export async function create(noun: Noun, deployment: Deployment, inputs: Properties): Promise<pulumi.dynamic.CreateResult> {
  const kept = { provider: inputs.__provider };
  const state = await run({ noun, deployment, kept }, (scope) => createVerb(scope, inputsIn(noun, inputs)));
  return { id: state.identity, outs: propertiesOfState(state) };
}

export async function read(noun: Noun, deployment: Deployment, id: string, props: Properties): Promise<pulumi.dynamic.ReadResult> {
  const found = await run({ noun, deployment }, (scope) => readVerb(scope, readIn(noun, id, props).state));
  return found === undefined ? {} : { id, props: propertiesOfState(found.state), inputs: propertiesOfInputs(found.inputs) };
}

export async function update(
  noun: Noun,
  deployment: Deployment,
  id: string,
  olds: Properties,
  news: Properties,
): Promise<pulumi.dynamic.UpdateResult> {
  const kept = { id, provider: news.__provider };
  const state = await run({ noun, deployment, kept }, (scope) => updateVerb(scope, stateIn(noun, olds), inputsIn(noun, news)));
  return { outs: propertiesOfState(state) };
}

export function remove(noun: Noun, deployment: Deployment, props: Properties): Promise<void> {
  return run({ noun, deployment }, (scope) => removeVerb(scope, stateIn(noun, props)));
}

export function judgeAll(deployment: Deployment, leaving: readonly Leaving[]): Promise<atEnd.WarnedAtEnd[]> {
  return atEnd.judgeAll(viewOf(deployment), leaving);
}
