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

// These functions decide what each verb will write, separately from the writing, because a plan
// shows it, too. A Set without values writes nothing.

/**
 * Uses one New with all settings, so that passive and another method are never on at the same time.
 * An existing collection gets a Set instead if this stack has it, if it is adopted, or if only
 * settings that are set after New differ. `owned` is what the stack's state has of the collection.
 * Settings that it declares and the program does not are returned as `reset`, with the values that
 * they return to.
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
 * Whether all of these settings are set after New. They may be missing if a crash came between New
 * and that Set.
 */
async function areAfterNew({ noun, deployment }: Scope<Server>, properties: readonly string[]): Promise<boolean> {
  if (properties.length === 0) return true;
  const after = await deployment.setAfterNew(noun);
  return properties.every((property) => after.includes(property));
}

/**
 * Returns only what changed and what an earlier write left undone. `reset` is the part that is no
 * longer declared, with the values that check recorded for it. Check records no secrets, so their
 * values are found here.
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
 * Restores the values from before the adoption. Without an adoption, the collection is removed. The
 * global collection always existed.
 */
export function undoing(
  noun: Noun,
  { identity, records: { previous } }: Pick<Declared, "identity" | "records">,
  found: Found | undefined,
): Exclude<Write, { verb: "New" }> {
  if (previous === undefined && isGlobal(identity)) {
    throw new LyncError(
      `The state does not have the values of the global ${noun.type} from before this stack took it over, and Remove would reset all of its settings. ` +
        "Set the collection as you want it, then remove the resource from the state: pulumi state delete",
      { kind: "unsupported" },
    );
  }
  if (previous === undefined) return { verb: "Remove" };
  return { verb: "Set", values: found === undefined ? {} : differingInLetters(noun, previous, found) };
}

/**
 * Replaces earlier values that cannot be restored: some settings that had no value cannot return to
 * having none. Such a setting returns to the server's own default. If the default is unknown, the
 * setting keeps its present value and is listed in `untold`.
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
