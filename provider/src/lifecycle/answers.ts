import { differing, isUnread, methodsIn, type Found, type Noun } from "../configurations/noun";
import { pick } from "../configurations/values";
import { defined } from "../defined";
import { nonEmpty, stillHeld, type Declared, type State } from "../stack/declared";
import { withoutOuterSecrets } from "./secrecy";

/**
 * The state of what was declared, with the values that the server has. `deployment` is the name by
 * which the state remembers the deployment.
 */
export function stateOf(noun: Noun, declared: Declared, { found, deployment }: { found: Found; deployment: string }): State {
  return { ...asFound(noun, declared, found), signInMethods: methodsIn(noun, found), deployment };
}

/**
 * The declared settings with the values that the server has, and the rest as it was declared. A
 * setting whose value could not be read is listed in `written`, because its value is unknown. A
 * secret setting whose value the state does not have is left out, because the engine encrypts only
 * what it received as a secret.
 */
export function asFound(noun: Noun, { identity, values, options, records }: Declared, found: Found): Declared {
  const { inherited, undone, written = [], secretSettings = [], ...others } = records;
  const carried = defined({
    inherited: inherited === undefined ? undefined : stillHeld(noun, inherited, found),
    undone: undone === undefined ? undefined : differing(noun, undone, found),
  });
  const isHidden = (property: string): boolean =>
    isUnread(found, property) || (written.includes(property) && secretSettings.includes(property) && values[property] === null);
  const hidden = Object.keys(values).filter(isHidden);
  const seen = Object.keys(values).filter((property) => !isHidden(property));
  return {
    identity,
    values: pick(found.values, seen),
    options,
    records: nonEmpty({
      ...others,
      secretSettings: records.secretSettings,
      written: hidden,
      ...withoutOuterSecrets(carried, secretSettings),
    }),
  };
}
