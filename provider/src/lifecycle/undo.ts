import type { Noun } from "../configurations/noun";
import { writeCall } from "../deployment/calls";
import { commandText } from "../powershell/commandText";
import type { Records } from "./state";

/** The cmdlet that sets earlier values back, as an administrator would type it. */
export function undoText(noun: Noun, identity: string, { previous = {}, secretSettings }: Records): string {
  return commandText(writeCall("Set", noun, identity, previous, { secrets: secretSettings }));
}
