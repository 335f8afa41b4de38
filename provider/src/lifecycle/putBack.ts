import { isUnread, type Values } from "../configurations/noun";
import type { Scope } from "../stack/memory";
import { say } from "./say";
import { undoText } from "./undo";
import { differences, notSetBack } from "./verification";

/**
 * Sets earlier values back, and says before what undoes that.
 * @throws LyncError where not all went back.
 */
export async function putBack(
  { noun, deployment }: Scope,
  identity: string,
  { values, secrets = [] }: { values: Values; secrets?: readonly string[] | undefined },
): Promise<void> {
  if (Object.keys(values).length === 0) return;
  const found = await deployment.find(noun, identity);
  const isLacking = (property: string): boolean => found !== undefined && isUnread(found, property);
  const known = Object.keys(values).filter((property) => !isLacking(property));
  const earlier = Object.fromEntries(known.map((property) => [property, found?.values[property] ?? null]));
  const undo = `; what undoes that: ${undoText(noun, identity, { previous: earlier, secretSettings: [...secrets] })}`;
  say(identity, `setting it back${known.length === 0 ? "" : undo}${withoutUnread(Object.keys(values).filter(isLacking))}`);
  const after = await deployment.set(noun, identity, { values, secrets });
  const reasons = differences(noun, values, { found: after, secrets });
  if (reasons.length > 0) throw notSetBack(reasons);
}

/** What is said behind a cmdlet that lacks values which could not be read. */
export function withoutUnread(properties: readonly string[]): string {
  return properties.length === 0 ? "" : ` (without ${properties.join(", ")}: what that is now cannot be read)`;
}
