import type { Noun } from "../configurations/noun";
import { defined } from "../defined";
import { recordsIn, settingsIn, type Properties } from "./bag";
import { decidingSettings } from "./deciding";
import { secretsOf, type Remembered, type State } from "./declared";

/**
 * Reads from a resource's outputs what check has to know of a collection. Undefined if `get` read
 * the collection, or if the resource is not one of this package.
 */
export function rememberedIn(noun: Noun, outputs: Readonly<Properties>): Remembered | undefined {
  const { identity, deployment, external, startFrom, retainOnDelete } = outputs;
  if (typeof identity !== "string" || typeof deployment !== "string" || external === true) return undefined;
  const { written, ...records } = recordsIn(outputs);
  const settings = settingsIn(outputs);
  const isVerified = written === undefined && records.undone === undefined;
  const deciding = decidingSettings(noun).filter((name) => settings.includes(name) && !secretsOf(records).includes(name));
  return {
    identity,
    deployment,
    ...(isVerified ? { signIn: Object.fromEntries(deciding.map((name) => [name, outputs[name]])) } : {}),
    settings,
    ...(startFrom === "inherited" ? { startFrom } : {}),
    ...(retainOnDelete === true ? { isRetained: true } : {}),
    ...defined(records),
  };
}

/**
 * What check received, as a state. Undefined if it received nothing, or if it is not known yet. The
 * values of the settings are not sent.
 */
export function stateBefore(noun: Noun, remembered: Remembered | undefined): State | undefined {
  if (remembered === undefined) return undefined;
  const { identity, deployment, settings, startFrom } = remembered;
  const names = settings.filter((name) => name in noun.settings);
  return {
    identity,
    deployment,
    signInMethods: undefined,
    values: Object.fromEntries(names.map((name) => [name, null])),
    options: defined({ startFrom }),
    records: recordsIn({ ...remembered }),
  };
}
