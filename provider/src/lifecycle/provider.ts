import type * as pulumi from "@pulumi/pulumi";
import type { Noun } from "../configurations/noun";
import { isObject } from "../isObject";
import type { Scope, View } from "../stack/memory";
import { joinProgram } from "./atEnd";
import { check } from "./check";
import { create } from "./create";
import { remove } from "./delete";
import { diff } from "./diff";
import { crossing } from "./door";
import { read } from "./read";
import { handOn, keptIn, orPartly, toldIn, type Told } from "./told";
import { orFailure, refusedOnce } from "./refusals";
import { update } from "./update";

/**
 * Hands out the deployment, and what the process knows of its stack; or throws what is wrong with the stack's configuration.
 *
 * @param told what a verb was given to find it by.
 */
export type OpenView = (told: Told) => Promise<View>;

/** The engine's provider of one noun: each verb, bound to the noun and the deployment. */
export function lifecycleOf(noun: Noun, open: OpenView): pulumi.dynamic.ResourceProvider {
  const run = <T>(told: Told, verb: (scope: Scope) => Promise<T>): Promise<T> =>
    crossing(async () => refusedOnce({ ...(await open(told)), noun }, verb));
  return {
    check: (olds, news) => {
      const told = toldIn(bag(news).beside);
      return crossing(() =>
        orFailure(bag(news), async () => {
          const scope = { ...(await open(told)), noun };
          await joinProgram(scope, bag(news).beside);
          return handOn(told, await refusedOnce(scope, () => check(scope, bag(olds), bag(news))), "inputs");
        }),
      );
    },
    diff: (_id, olds, news) => {
      const told = keptIn(news);
      return run(told, async (scope) => {
        const difference = await diff(scope, bag(olds), bag(news));
        return { ...difference, changes: difference.changes || keptIn(olds).projectFolder !== told.projectFolder };
      });
    },
    create: (inputs) => {
      const told = keptIn(inputs);
      return run(told, async (scope) => handOn(told, await orPartly(told, create(scope, bag(inputs))), "outs"));
    },
    read: (id, props) => {
      const { external } = bag(props);
      const told = isObject(external) ? toldIn(external) : keptIn(props);
      return run(told, async (scope) => handOn(told, await read(scope, id, bag(props)), "props", "inputs"));
    },
    update: (id, olds, news) => {
      const told = keptIn(news);
      return run(told, async (scope) =>
        handOn(told, await orPartly(told, update(scope, { id, olds: bag(olds), news: bag(news) })), "outs"),
      );
    },
    delete: (_id, props) => run(keptIn(props), (scope) => remove(scope, bag(props))),
  };
}

function bag(properties: unknown): Record<string, unknown> {
  return (properties ?? {}) as Record<string, unknown>;
}
