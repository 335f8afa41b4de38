import { parametersOf, type Noun } from "../configurations/noun";
import { unverified } from "./unverified";

/** What a setting that is not stored has for its value. */
export function defaultOf(noun: Noun, parameter: string): unknown {
  let defaults = known.get(noun);
  if (defaults === undefined) {
    defaults = new Map([...parametersOf(noun)].map(([property, name]) => [name, documentedDefault(noun, property)]));
    known.set(noun, defaults);
  }
  return parameter in unverified.defaults ? unverified.defaults[parameter] : (defaults.get(parameter) ?? null);
}

const known = new WeakMap<Noun, Map<string, unknown>>();

function documentedDefault(noun: Noun, property: string): unknown {
  const setting = noun.settings[property];
  return setting?.csType.name === "IRealmChoice" ? { UseDefault: true } : setting?.default;
}
