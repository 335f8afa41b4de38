import { bounded } from "../bounded";
import { isUnread, parametersOf, type Noun } from "../configurations/noun";
import { LyncError } from "../errors";
import { commandText, secretText } from "../cmdlets/commandText";
import { getCall } from "./calls";
import type { Collection } from "./deployment";

const shownLength = 120;

/** A setting whose value could not be read. `secrets` names the settings with secret values. */
interface OneUnread {
  property: string;
  secrets?: readonly string[] | undefined;
}

/**
 * Why a setting's value could not be read, and how to look at it. There is no full stop at the end,
 * because callers add their own advice.
 */
export function unreadText(noun: Noun, { identity, unread = {} }: Collection, { property, secrets = [] }: OneUnread): string {
  const parameter = parametersOf(noun).get(property) ?? property;
  const shown = secrets.includes(property) ? secretText : bounded(JSON.stringify(unread[property]), shownLength);
  const look = `${commandText(getCall(noun, identity))} | Select-Object ${parameter}`;
  return (
    `${parameter} of "${identity}" cannot be read: the server returned ${shown}, not ${noun.settings[property]?.allowed ?? "a value"}. Look at it with: ${look}. ` +
    "If lync:connectionUri is set, run Pulumi on a server without it"
  );
}

/** Returns this text for each of the properties that could not be read. */
export function unreadTexts(
  noun: Noun,
  found: Collection,
  { properties, secrets }: { properties: readonly string[]; secrets?: readonly string[] | undefined },
): string[] {
  return properties.filter((property) => isUnread(found, property)).map((property) => unreadText(noun, found, { property, secrets }));
}

/**
 * Why a declared setting's value could not be read, and what to do, with a full stop at the end.
 */
export function unreadDeclaredText(noun: Noun, found: Collection, one: OneUnread): string {
  return `${unreadText(noun, found, one)}, or remove ${one.property} from the program.`;
}

/**
 * Requires that all these properties could be read.
 *
 * @param instead what else to do, as a clause that begins with "or".
 * @throws LyncError that names those that could not be read.
 */
export function requireRead(
  noun: Noun,
  found: Collection,
  { properties, secrets, instead }: { properties: readonly string[]; secrets: readonly string[]; instead: string },
): void {
  const reasons = unreadTexts(noun, found, { properties, secrets });
  if (reasons.length > 0) throw new LyncError(`${reasons.join(". ")}, ${instead}.`, { kind: "badAnswer" });
}
