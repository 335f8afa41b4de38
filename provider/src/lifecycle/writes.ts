import { identityKey } from "../configurations/identity";
import { differing, differingInLetters, type Noun, type Values } from "../configurations/noun";
import type { Deployment, Write } from "../deployment/deployment";
import { LyncError } from "../errors";
import { changedSettings } from "./diff";
import { resetValues, startingValues } from "./expectation";
import { declaredIn, type Declared, type Properties } from "./state";
import { canBeSet } from "./undo";

// What each verb is about to write, decided apart from doing it: a plan shows it, and the verbs do it. A Set of no values is nothing to do.

/** What is known of a collection that is there. */
export interface Found {
  values: Values;
}

/**
 * One New with all settings, so that at no moment passive and another method are both on. A collection that is there already, and that is this stack's, adopted, or
 * as declared, is brought to the declared state by Set. `owned` is what the stack's state has of it: what that declares, and the program does not any more, is `reset`.
 */
export async function creation(
  noun: Noun,
  deployment: Pick<Deployment, "factoryValues">,
  { identity, values, records }: Declared,
  { found, owned }: { found: Found | undefined; owned: Declared | undefined },
): Promise<Exclude<Write, { verb: "Remove" }> & { reset: Values }> {
  if (found !== undefined) {
    const differences = differing(noun, values, found.values);
    const isOurs = owned !== undefined || records.previous !== undefined || Object.keys(differences).length === 0;
    if (isOurs) {
      const properties = Object.keys(owned?.values ?? {}).filter((property) => !(property in values));
      const reset = await resetValues(noun, deployment, { identity, properties, previous: owned?.records.previous });
      return { verb: "Set", values: { ...differences, ...differingInLetters(noun, reset, found.values) }, reset };
    }
  }
  // Where somebody made it between check and now, New refuses as the server does.
  return { verb: "New", values: { ...records.inherited, ...values }, reset: {} };
}

/** What changed, nothing else; `reset` is the part that is no longer declared, with what it goes back to. */
export async function change(
  noun: Noun,
  deployment: Pick<Deployment, "factoryValues">,
  olds: Properties,
  news: Properties,
): Promise<{ values: Values; reset: Values }> {
  const { identity, values: declared } = declaredIn(noun, news);
  const { previous } = declaredIn(noun, olds).records;
  const changed = changedSettings(noun, olds, news);
  const values = Object.fromEntries(changed.filter((property) => property in declared).map((property) => [property, declared[property]]));
  const properties = changed.filter((property) => !(property in declared));
  const reset = await resetValues(noun, deployment, { identity, properties, previous });
  return { values: { ...values, ...reset }, reset };
}

/** What was there before is set back; where nothing was, the collection is removed. The global collection always was there. */
export function undoing(
  noun: Noun,
  { identity, records: { previous } }: Pick<Declared, "identity" | "records">,
  found: Found | undefined,
): Exclude<Write, { verb: "New" }> {
  if (previous === undefined && identityKey(identity) === "global") {
    throw new LyncError(
      `What the global ${noun.type} was before this stack took it over is not in the state, and Remove would reset all that it holds. ` +
        "Set it as you want it, and take the resource out of the state: pulumi state delete",
      { kind: "unsupported" },
    );
  }
  if (previous === undefined) return { verb: "Remove" };
  return { verb: "Set", values: found === undefined ? {} : differingInLetters(noun, previous, found.values) };
}

/** That a setting had no value cannot always be set back: then it goes to the server's own default, or stays as it is, and is named in `untold`. */
export async function settable(
  noun: Noun,
  server: Pick<Deployment, "factoryValues">,
  values: Values,
): Promise<{ values: Values; untold: string[] }> {
  const none = Object.keys(values).filter((property) => !canBeSet(noun, property, values[property]));
  if (none.length === 0) return { values, untold: [] };
  const defaults = await startingValues(noun, server);
  const untold = none.filter((property) => defaults[property] === undefined);
  const told = Object.keys(values).filter((property) => !untold.includes(property));
  return {
    values: Object.fromEntries(told.map((property) => [property, none.includes(property) ? defaults[property] : values[property]])),
    untold,
  };
}
