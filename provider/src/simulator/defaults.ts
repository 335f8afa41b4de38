import { parametersOf, type Noun } from "../configurations/noun";
import { perNoun } from "../configurations/perNoun";
import { unverified } from "./unverified";

/** The value of a setting that is not stored. */
export function defaultOf(noun: Noun, parameter: string): unknown {
  return parameter in unverified.defaults ? unverified.defaults[parameter] : (documentedDefaultsOf(noun).get(parameter) ?? null);
}

/** The documented defaults by parameter name. */
const documentedDefaultsOf = perNoun(
  (noun: Noun) => new Map([...parametersOf(noun)].map(([property, name]) => [name, documentedDefault(noun, property)])),
);

function documentedDefault(noun: Noun, property: string): unknown {
  const setting = noun.settings[property];
  return setting?.csType.name === "IRealmChoice" ? { UseDefault: true } : setting?.default;
}
