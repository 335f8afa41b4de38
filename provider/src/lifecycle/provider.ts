import type * as pulumi from "@pulumi/pulumi";
import type { Noun } from "../configurations/noun";
import type { Deployment } from "../deployment/deployment";
import { LyncError } from "../errors";
import { isObject } from "../isObject";
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
 * @param stackDeployment the deployment that the stack's configuration names, where the resource's class says so.
 */
export type OpenDeployment = (stackDeployment?: string) => Promise<Deployment>;

/** The engine's provider of one noun: each verb, bound to the noun and the deployment. */
export function lifecycleOf(noun: Noun, open: OpenDeployment): pulumi.dynamic.ResourceProvider {
  return {
    check: (olds, news) =>
      crossing(async () => {
        const deployment = await open(stackDeploymentIn(news)).catch((error: unknown) => plainly(error));
        if (deployment instanceof LyncError) return { inputs: news as object, failures: [{ property: "", reason: deployment.message }] };
        return check(noun, deployment, bag(olds), bag(news));
      }),
    diff: (_id, olds, news) => crossing(async () => diff(noun, await open(), bag(olds), bag(news))),
    create: (inputs) => crossing(async () => create(noun, await open(), bag(inputs))),
    read: (id, props) => crossing(async () => read(noun, await open(stackDeploymentIn(props)), id, bag(props))),
    update: (id, olds, news) => crossing(async () => update(noun, await open(), id, bag(olds), bag(news))),
    delete: (_id, props) => crossing(async () => remove(noun, await open(), bag(props))),
  };
}

function bag(properties: unknown): Record<string, unknown> {
  return (properties ?? {}) as Record<string, unknown>;
}

/** What a class says of it: beside what the program declares, or, of what `get` reads, in the mark of that. */
function stackDeploymentIn(properties: unknown): string | undefined {
  const { beside, external } = bag(properties);
  const told = isObject(beside) ? beside.deployment : external;
  return typeof told === "string" ? told : undefined;
}

function plainly(error: unknown): LyncError {
  if (error instanceof LyncError) return error;
  throw error;
}
