import type * as pulumi from "@pulumi/pulumi";
import type { Noun } from "../../provider/src/configurations/noun";
import type { Deployment } from "../../provider/src/deployment/deployment";
import * as lifecycle from "../../provider/src/lifecycle/atEnd";
import { check as checkVerb } from "../../provider/src/lifecycle/check";
import { create as createVerb } from "../../provider/src/lifecycle/create";
import { remove as removeVerb } from "../../provider/src/lifecycle/delete";
import { diff as diffVerb } from "../../provider/src/lifecycle/diff";
import type { Leaving } from "../../provider/src/lifecycle/leaving";
import { read as readVerb } from "../../provider/src/lifecycle/read";
import { orFailure, refusedOnce } from "../../provider/src/lifecycle/refusals";
import { update as updateVerb } from "../../provider/src/lifecycle/update";
import type { Properties } from "../../provider/src/stack/bag";
import { Memory, type Scope, type View } from "../../provider/src/stack/memory";

// The verbs as a provider process runs them, for tests: a deployment object stands for a process, and has one memory.

const memories = new WeakMap<Deployment, Memory>();

export function viewOf(deployment: Deployment): View {
  const memory = memories.get(deployment) ?? new Memory();
  memories.set(deployment, memory);
  return { deployment, memory };
}

function run<T>(noun: Noun, deployment: Deployment, verb: (scope: Scope) => Promise<T>): Promise<T> {
  return refusedOnce({ ...viewOf(deployment), noun }, verb);
}

export const check = (noun: Noun, deployment: Deployment, olds: Properties, news: Properties): Promise<pulumi.dynamic.CheckResult> =>
  orFailure(news, () => run(noun, deployment, (scope) => checkVerb(scope, olds, news)));
export const diff = (noun: Noun, deployment: Deployment, olds: Properties, news: Properties): Promise<pulumi.dynamic.DiffResult> =>
  run(noun, deployment, (scope) => diffVerb(scope, olds, news));
export const create = (noun: Noun, deployment: Deployment, inputs: Properties): Promise<pulumi.dynamic.CreateResult> =>
  run(noun, deployment, (scope) => createVerb(scope, inputs));
export const read = (noun: Noun, deployment: Deployment, id: string, props: Properties): Promise<pulumi.dynamic.ReadResult> =>
  run(noun, deployment, (scope) => readVerb(scope, id, props));
export const update = (
  noun: Noun,
  deployment: Deployment,
  id: string,
  olds: Properties,
  news: Properties,
): Promise<pulumi.dynamic.UpdateResult> => run(noun, deployment, (scope) => updateVerb(scope, { id, olds, news }));
export const remove = (noun: Noun, deployment: Deployment, props: Properties): Promise<void> =>
  run(noun, deployment, (scope) => removeVerb(scope, props));
export const judgeAll = (deployment: Deployment, leaving: readonly Leaving[]): Promise<lifecycle.WarnedAtEnd[]> =>
  lifecycle.judgeAll(viewOf(deployment), leaving);
