import type { Noun } from "../configurations/noun";
import { writeCall } from "../deployment/calls";
import { commandText } from "../powershell/commandText";
import type { Records } from "./state";

/** The cmdlet that sets earlier values back, as an administrator would type it. */
export function undoText(noun: Noun, identity: string, { previous = {}, secretSettings }: Records): string {
  const told = Object.entries(previous).filter(([property, value]) => canBeSet(noun, property, value));
  return commandText(writeCall("Set", noun, identity, Object.fromEntries(told), { secrets: secretSettings }));
}

/** Whether an earlier value can be set back: that there was none, only where null stands for it, for PowerShell binds $null to a number as 0. */
export function canBeSet(noun: Noun, property: string, value: unknown): boolean {
  return value !== null || noun.settings[property]?.empty !== undefined;
}
