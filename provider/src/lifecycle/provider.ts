import type * as pulumi from "@pulumi/pulumi";
import type { Noun } from "../configurations/noun";
import type { Deployment } from "../deployment/deployment";
import { LyncError } from "../errors";
import { isObject } from "../isObject";
import { joinProgram } from "./atEnd";
import { check } from "./check";
import { create } from "./create";
import { remove } from "./delete";
import { diff } from "./diff";
import { crossing } from "./door";
import { read } from "./read";
import { handOn, keptIn, orPartly, toldIn, type Told } from "./told";
import { update } from "./update";

/**
 * Hands out the deployment, or throws what is wrong with the stack's configuration.
 *
 * @param told what a verb was given to find it by.
 */
export type OpenDeployment = (told: Told) => Promise<Deployment>;

/** The engine's provider of one noun: each verb, bound to the noun and the deployment. */
export function lifecycleOf(noun: Noun, open: OpenDeployment): pulumi.dynamic.ResourceProvider {
  return {
    check: (olds, news) =>
      crossing(async () => {
        const told = toldIn(bag(news).beside);
        const deployment = await open(told).catch((error: unknown) => plainly(error));
        if (deployment instanceof LyncError) return { inputs: news as object, failures: [{ property: "", reason: deployment.message }] };
        await joinProgram(bag(news).beside, deployment);
        return handOn(told, await check(noun, deployment, bag(olds), bag(news)), "inputs");
      }),
    diff: (_id, olds, news) =>
      crossing(async () => {
        const told = keptIn(news);
        const difference = await diff(noun, await open(told), bag(olds), bag(news));
        return { ...difference, changes: difference.changes || keptIn(olds).projectFolder !== told.projectFolder };
      }),
    create: (inputs) =>
      crossing(async () => {
        const told = keptIn(inputs);
        return handOn(told, await orPartly(told, create(noun, await open(told), bag(inputs))), "outs");
      }),
    read: (id, props) =>
      crossing(async () => {
        const { external } = bag(props);
        const told = isObject(external) ? toldIn(external) : keptIn(props);
        return handOn(told, await read(noun, await open(told), id, bag(props)), "props", "inputs");
      }),
    update: (id, olds, news) =>
      crossing(async () => {
        const told = keptIn(news);
        return handOn(told, await orPartly(told, update(noun, await open(told), id, bag(olds), bag(news))), "outs");
      }),
    delete: (_id, props) => crossing(async () => remove(noun, await open(keptIn(props)), bag(props))),
  };
}

function bag(properties: unknown): Record<string, unknown> {
  return (properties ?? {}) as Record<string, unknown>;
}

function plainly(error: unknown): LyncError {
  if (error instanceof LyncError) return error;
  throw error;
}
