import type * as pulumi from "@pulumi/pulumi";
import type { Noun } from "../configurations/noun";
import {
  givenIn,
  inputsBefore,
  inputsIn,
  propertiesOfInputs,
  propertiesOfState,
  providerIn,
  readIn,
  stateIn,
  type Properties,
} from "../stack/bag";
import type { Scope, View } from "../stack/memory";
import { joinProgram } from "./atEnd";
import { check } from "./check";
import { create } from "./create";
import { remove } from "./delete";
import { diff } from "./diff";
import { crossing } from "./door";
import { read } from "./read";
import { failureOf, orFailure, orRecordRefusal, recordingRefusal } from "./refusals";
import { toldBy, toldIn, type Told } from "./told";
import { update } from "./update";

/**
 * Returns the deployment, and what the process knows about its stack. Throws what is wrong with the
 * stack's configuration.
 *
 * @param told what a verb received to find the deployment with.
 */
export type OpenView = (told: Told) => Promise<View>;

/**
 * The engine's provider of one noun. It binds each verb (check, diff, create, read, update, delete)
 * to the noun and the deployment, and converts between the engine's bags of properties and typed
 * values.
 */
export function lifecycleOf(noun: Noun, open: OpenView): pulumi.dynamic.ResourceProvider {
  const run = async <T>(told: Told, verb: (scope: Scope) => Promise<T>): Promise<T> =>
    orRecordRefusal({ ...(await open(told)), noun }, verb);
  return {
    check: (olds: Properties, news: Properties) =>
      crossing(() => {
        const given = givenIn(noun, news, olds);
        const told = given.isImport ? toldIn(given.beside) : toldBy(given.beside);
        return orFailure(news, async () => {
          const scope = { ...(await open(told)), noun };
          await joinProgram(scope, given.beside.end);
          const { inputs, failures } = await recordingRefusal(scope, () => check(scope, inputsBefore(noun, olds), given));
          const { projectFolder } = told;
          return { inputs: propertiesOfInputs({ ...inputs, projectFolder }), failures: failures.map(failureOf) };
        });
      }),
    diff: (_id, olds: Properties, news: Properties) =>
      crossing(() => {
        const after = inputsIn(noun, news);
        return run(toldIn(after), (scope) => diff(scope, stateIn(noun, olds), after));
      }),
    create: (properties: Properties) => {
      const { projectFolder, ...inputs } = inputsIn(noun, properties);
      const kept = { projectFolder, provider: providerIn(properties) };
      return crossing(async () => {
        const state = await run({ projectFolder }, (scope) => create(scope, inputs));
        return { id: state.identity, outs: propertiesOfState({ ...state, projectFolder }) };
      }, kept);
    },
    read: (id, properties: Properties = {}) =>
      crossing(async () => {
        const { state, external } = readIn(noun, id, properties);
        const told = external === undefined ? toldIn(state) : toldBy(external);
        const found = await run(told, (scope) => read(scope, state));
        if (found === undefined) return {};
        const { projectFolder } = told;
        const [props, inputs] = [
          propertiesOfState({ ...found.state, projectFolder }),
          propertiesOfInputs({ ...found.inputs, projectFolder }),
        ];
        return { id, props, inputs };
      }),
    update: (id, olds: Properties, news: Properties) => {
      const { projectFolder, ...inputs } = inputsIn(noun, news);
      const kept = { id, projectFolder, provider: providerIn(news) };
      return crossing(async () => {
        const state = await run({ projectFolder }, (scope) => update(scope, stateIn(noun, olds), inputs));
        return { outs: propertiesOfState({ ...state, projectFolder }) };
      }, kept);
    },
    delete: (_id, properties: Properties) =>
      crossing(() => {
        const state = stateIn(noun, properties);
        return run(toldIn(state), (scope) => remove(scope, state));
      }),
  };
}
