import { differing, type Noun } from "../configurations/noun";
import { writeCall } from "../deployment/calls";
import type { Collection, Deployment } from "../deployment/deployment";
import { commandText } from "../cmdlets/commandText";
import { startingValues } from "./startingValues";
import type { Records } from "../stack/declared";
import type { Scope } from "../stack/memory";

/** The cmdlet that restores earlier values, as an administrator would type it. */
export function undoText(noun: Noun, identity: string, { previous = {}, secretSettings }: Records): string {
  const told = Object.entries(previous).filter(([property, value]) => canBeSet(noun, property, value));
  return commandText(writeCall(noun, identity, { verb: "Set", values: Object.fromEntries(told), hidden: { secrets: secretSettings } }));
}

/**
 * The cmdlets that create a collection again as it is now, as an administrator would type them.
 * Values that New starts from anyway are left out.
 */
export async function remakeText(
  scope: Scope<Pick<Deployment, "factoryValues" | "cmdletsOf">>,
  { identity, values }: Collection,
  { secretSettings: secrets }: Records,
): Promise<string> {
  const { noun, deployment } = scope;
  const told = differing(noun, values, { values: await startingValues(scope) });
  return (await deployment.cmdletsOf(noun, identity, { write: { verb: "New", values: told }, hidden: { secrets } })).join("; ");
}

/**
 * Whether an earlier value can be restored. If a setting had no value, this is possible only if its
 * parameter takes $null for "no value": PowerShell binds $null to a number as 0.
 */
export function canBeSet(noun: Noun, property: string, value: unknown): boolean {
  return value !== null || noun.settings[property]?.empty !== undefined;
}
