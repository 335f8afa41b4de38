import { isGlobal } from "../configurations/identity";
import { differing, differingInLetters, type Found, type Noun, type Values } from "../configurations/noun";
import { mapValues, omit, pick } from "../configurations/values";
import type { Deployment, Write } from "../deployment/deployment";
import { LyncError } from "../errors";
import type { Scope } from "../stack/memory";
import { changedSettings, leftUndone } from "./diff";
import { withOuterSecrets } from "../stack/effective";
import { resetValues, type Server } from "./resets";
import { startingValues } from "./startingValues";
import type { Declared, Inputs } from "../stack/declared";
import { canBeSet } from "./undo";

// What each verb is about to write, decided apart from doing it: a plan shows it, and the verbs do
// it. A Set of no values is nothing to do.

/**
 * One New with all settings, so that at no moment passive and another method are both on. A
 * collection that is there already, and that is this stack's, adopted, or as declared but for what
 * is set after New, is brought to the declared state by Set. `owned` is what the stack's state has
 * of it: what that declares, and the program does not any more, is `reset`.
 */
export async function creation(
  scope: Scope<Server>,
  { identity, values, options, records }: Declared,
  { found, owned, told }: { found: Found | undefined; owned: Declared | undefined; told: Values },
): Promise<Exclude<Write, { verb: "Remove" }> & { reset: Values }> {
  const { noun } = scope;
  const undone = options.startFrom === "inherited" ? owned?.records.undone : undefined;
  const carried = await withOuterSecrets(scope, identity, { ...undone, ...records.inherited });
  const wanted = { ...carried, ...values };
  if (found !== undefined) {
    const differences = differing(noun, wanted, found);
    const isAdopted = owned !== undefined || records.previous !== undefined;
    if (isAdopted || (await areAfterNew(scope, Object.keys(differences)))) {
      const properties = Object.keys(owned?.values ?? {}).filter((property) => !(property in values));
      const reset = owned === undefined ? {} : await resetValues(scope, { identity, properties, before: owned, told });
      return { verb: "Set", values: { ...differences, ...differingInLetters(noun, reset, found) }, reset };
    }
  }
  return { verb: "New", values: wanted, reset: {} };
}

/**
 * Whether all of these settings are set after New: they may be missing where a crash came between.
 */
async function areAfterNew({ noun, deployment }: Scope<Server>, properties: readonly string[]): Promise<boolean> {
  if (properties.length === 0) return true;
  const after = await deployment.setAfterNew(noun);
  return properties.every((property) => after.includes(property));
}

/**
 * What changed, and what an earlier write left undone, nothing else; `reset` is the part that is no
 * longer declared, with what it goes back to: as check wrote it down, or, of secrets, as it is told
 * here.
 */
export async function change(scope: Scope<Server>, before: Declared, after: Inputs): Promise<{ values: Values; reset: Values }> {
  const { identity, values: declared } = after;
  const changed = changedSettings(scope.noun, before, after);
  const values = pick(declared, changed);
  const properties = changed.filter((property) => !(property in declared));
  const reset = await resetValues(scope, { identity, properties, before, told: after.reset });
  const undone = await withOuterSecrets(scope, identity, leftUndone(before, after));
  return { values: { ...undone, ...values, ...reset }, reset };
}

/**
 * What was there before is set back; where nothing was, the collection is removed. The global
 * collection always was there.
 */
export function undoing(
  noun: Noun,
  { identity, records: { previous } }: Pick<Declared, "identity" | "records">,
  found: Found | undefined,
): Exclude<Write, { verb: "New" }> {
  if (previous === undefined && isGlobal(identity)) {
    throw new LyncError(
      `What the global ${noun.type} was before this stack took it over is not in the state, and Remove would reset all that it holds. ` +
        "Set it as you want it, and take the resource out of the state: pulumi state delete",
      { kind: "unsupported" },
    );
  }
  if (previous === undefined) return { verb: "Remove" };
  return { verb: "Set", values: found === undefined ? {} : differingInLetters(noun, previous, found) };
}

/**
 * That a setting had no value cannot always be set back: then it goes to the server's own default,
 * or stays as it is, and is named in `untold`.
 */
export async function settable(
  scope: Scope<Pick<Deployment, "factoryValues">>,
  values: Values,
): Promise<{ values: Values; untold: string[] }> {
  const { noun } = scope;
  const none = Object.keys(values).filter((property) => !canBeSet(noun, property, values[property]));
  if (none.length === 0) return { values, untold: [] };
  const defaults = await startingValues(scope);
  const untold = none.filter((property) => defaults[property] === undefined);
  return {
    values: mapValues(omit(values, untold), (value, property) => (none.includes(property) ? defaults[property] : value)),
    untold,
  };
}
