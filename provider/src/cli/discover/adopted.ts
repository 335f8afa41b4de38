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
 * A collection as a program declares it. The global collection is always adopted. Any other is
 * adopted if `adopt` is among the options.
 */
export interface DeclaredCollection {
  noun: Noun;
  identity: string;
  settings: Values;
  options: Partial<Options>;
}

/** What the state of an imported collection is made from. */
export interface Adopting {
  /** The deployment, which refuses every write. */
  view: View;
  /** When the deployment was read, in milliseconds. */
  since: number;
  /** The path from the program's folder to that of Pulumi.yaml, if the provider cannot find it. */
  projectFolder: string | undefined;
}

/** The inputs and outputs of a collection in the stack's state. */
export interface Bags {
  identity: string;
  inputs: Properties;
  outputs: Properties;
}

/**
 * Returns the inputs and outputs that `up` would store when it adopts a collection that is already
 * as declared. It calls the real check and create, which then have nothing to write. Earlier values
 * are recorded only if the collection is adopted.
 *
 * @throws LyncError with the reason if `up` would refuse the collection.
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
  // check warns about an adoption that changes nothing, but here that is the purpose. The state
  // does not need its warnings either, because the next up removes them.
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
