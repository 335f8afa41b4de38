import { isGlobal } from "../../configurations/identity";
import type { Noun, Values } from "../../configurations/noun";
import { omit } from "../../configurations/values";
import { LyncError } from "../../errors";
import { findingText } from "../../finding";
import { check } from "../../lifecycle/check";
import { create } from "../../lifecycle/create";
import { withoutUndefined } from "../../lifecycle/door";
import { providerText } from "../../resources/providerProcess";
import { doorOf } from "../../resources/typeOf";
import { givenIn, propertiesOfInputs, propertiesOfState, registered, type Properties } from "../../stack/bag";
import type { Declared, Options } from "../../stack/declared";
import type { View } from "../../stack/memory";

/**
 * A collection as a program declares it. The global one is always adopted, any other one if `adopt`
 * is among the options.
 */
export interface DeclaredCollection {
  noun: Noun;
  identity: string;
  settings: Values;
  options: Partial<Options>;
}

/** How the state of an import is made. */
export interface Adopting {
  /** The deployment, which refuses every write. */
  view: View;
  /** When the deployment was read, in milliseconds. */
  since: number;
  /**
   * The path from the program's folder to that of Pulumi.yaml, where a provider would not find it.
   */
  projectFolder: string | undefined;
}

/** What the stack's state has of a collection. */
export interface Bags {
  identity: string;
  inputs: Properties;
  outputs: Properties;
}

/**
 * The inputs and outputs that `up` would store when it adopts a collection that is as declared:
 * check and create themselves make them, and have nothing to write. Of one that is not adopted
 * nothing is recorded of what was there before.
 *
 * @throws LyncError with the reason where `up` would refuse it.
 */
export async function adoptedBags({ view, since, projectFolder }: Adopting, declared: DeclaredCollection): Promise<Bags> {
  const { noun, identity, settings, options } = declared;
  const isGlobalOne = isGlobal(identity);
  const adopt = isGlobalOne ? {} : { adopt: true };
  const scope = { ...view, noun };
  const provider = providerText(doorOf(noun));
  const given = givenIn(noun, registered({ identity, ...settings, ...options, ...adopt }, {}, provider));
  const { inputs, failures } = await check(scope, undefined, given);
  const [failure] = failures;
  if (failure !== undefined) throw new LyncError(failures.map(findingText).join(" "), { kind: "unsupported", code: failure.code });
  // An adoption that finds what is declared is warned of, but here that is the point. And what
  // check warns of is no part of a state for long: the next up drops it.
  const quiet = { ...inputs, warnings: [], projectFolder };
  const state = await create(scope, quiet);
  const adopted = { ...state, records: { ...state.records, since }, projectFolder };
  const isOwned = !isGlobalOne && options.adopt !== true;
  const [kept, stored] = isOwned ? [withoutAdoption(quiet), withoutAdoption(adopted)] : [quiet, adopted];
  return {
    identity: state.identity,
    inputs: bag(propertiesOfInputs(kept), provider),
    outputs: bag(propertiesOfState(stored), provider),
  };
}

function withoutAdoption<D extends Declared>(declared: D): D {
  const [options, records] = [omit({ ...declared.options }, ["adopt"]), omit({ ...declared.records }, ["previous", "since"])];
  return { ...declared, options, records };
}

function bag(properties: Properties, provider: string): Properties {
  return withoutUndefined({ ...properties, __provider: provider });
}
