import type * as pulumi from "@pulumi/pulumi";
import type { Noun } from "../configurations/noun";
import type { Deployment } from "../deployment/deployment";
import { LyncError } from "../errors";
import { isObject } from "../isObject";
import type { StackReach } from "../stackReach";
import { joinProgram } from "./atEnd";
import { check } from "./check";
import { create } from "./create";
import { remove } from "./delete";
import { diff } from "./diff";
import { crossing } from "./door";
import { read } from "./read";
import { update } from "./update";

/**
 * Hands out the deployment, or throws what is wrong with the stack's configuration.
 *
 * @param told what the resource's class tells of the stack's configuration, where it is to tell: an explicit provider got nothing of that.
 */
export type OpenDeployment = (told?: { stack: StackReach | undefined }) => Promise<Deployment>;

/** The engine's provider of one noun: each verb, bound to the noun and the deployment. */
export function lifecycleOf(noun: Noun, open: OpenDeployment): pulumi.dynamic.ResourceProvider {
  return {
    check: (olds, news) =>
      crossing(async () => {
        const deployment = await open({ stack: stackIn(bag(news).beside) }).catch((error: unknown) => plainly(error));
        if (deployment instanceof LyncError) return { inputs: news as object, failures: [{ property: "", reason: deployment.message }] };
        await joinProgram(bag(news).beside, deployment);
        return check(noun, deployment, bag(olds), bag(news));
      }),
    diff: (_id, olds, news) => crossing(async () => diff(noun, await open(), bag(olds), bag(news))),
    create: (inputs) => crossing(async () => create(noun, await open(), bag(inputs))),
    read: (id, props) =>
      crossing(async () => {
        const { external } = bag(props);
        return read(noun, await open(isObject(external) ? { stack: stackIn(external) } : undefined), id, bag(props));
      }),
    update: (id, olds, news) => crossing(async () => update(noun, await open(), id, bag(olds), bag(news))),
    delete: (_id, props) => crossing(async () => remove(noun, await open(), bag(props))),
  };
}

function bag(properties: unknown): Record<string, unknown> {
  return (properties ?? {}) as Record<string, unknown>;
}

/** What a class tells of the stack: beside what the program declares, or, of what `get` reads, in the mark of that. */
function stackIn(told: unknown): StackReach | undefined {
  return isObject(told) && isObject(told.stack) ? told.stack : undefined;
}

function plainly(error: unknown): LyncError {
  if (error instanceof LyncError) return error;
  throw error;
}
