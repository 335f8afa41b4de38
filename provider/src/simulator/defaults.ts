import { parametersOf, type Noun } from "../configurations/noun";
import { unverified } from "./unverified";

/** What a setting that is not stored has for its value. */
export function defaultOf(noun: Noun, parameter: string): unknown {
  if (parameter in unverified.defaults) return unverified.defaults[parameter];
  const property = [...parametersOf(noun)].find(([, name]) => name === parameter)?.[0];
  const setting = property === undefined ? undefined : noun.settings[property];
  if (setting?.csType.name === "IRealmChoice") return { UseDefault: true };
  return setting?.default ?? null;
}
