import { differing, isUnread, methodsIn, type Found, type Noun, type Values } from "../configurations/noun";
import { nonEmpty, stillHeld, type Declared, type Outputs, type Records } from "../stack/bag";
import { withoutOuterSecrets } from "./secrecy";

/** The outputs for what was declared, as the server has it; `deployment` is what the state remembers it by. */
export function outputsOf(noun: Noun, declared: Declared, found: Found, deployment: string): Outputs {
  return { ...asFound(noun, declared, found), signInMethods: methodsIn(noun, found), deployment };
}

/**
 * The declared settings with the values that the server has, and the rest as it was declared. One whose value could not be read is `written`: nobody could tell what became of it. A secret whose value
 * the state does not have stays out of it: the engine encrypts only what it was given as one.
 */
export function asFound(noun: Noun, { identity, values, options, records }: Declared, found: Found): Values & { identity: string } {
  const { inherited, undone, written = [], secretSettings = [], ...others } = records;
  const carried: Records = {
    ...(inherited === undefined ? {} : { inherited: stillHeld(noun, inherited, found) }),
    ...(undone === undefined ? {} : { undone: differing(noun, undone, found) }),
  };
  const isHidden = (property: string): boolean =>
    isUnread(found, property) || (written.includes(property) && secretSettings.includes(property) && values[property] === null);
  const hidden = Object.keys(values).filter(isHidden);
  const seen = Object.keys(values).filter((property) => !isHidden(property));
  return {
    identity,
    ...Object.fromEntries(seen.map((property) => [property, found.values[property]])),
    ...options,
    ...nonEmpty({
      ...others,
      secretSettings: records.secretSettings,
      written: hidden,
      ...withoutOuterSecrets(carried, secretSettings),
    }),
  };
}
