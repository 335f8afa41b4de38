import { isUnread, type Values } from "../configurations/noun";
import type { Scope } from "../stack/memory";
import { say } from "./say";
import { sentence } from "../sentence";
import { undoText } from "./undo";
import { differences, notSetBack } from "./verification";

/**
 * Restores earlier values, and first prints what undoes that.
 * @throws LyncError if not all of them were restored.
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
  const undo = ` To undo this: ${undoText(noun, identity, { previous: earlier, secretSettings: [...secrets] })}`;
  say(identity, `Restoring the earlier values.${known.length === 0 ? "" : undo}${withoutUnread(Object.keys(values).filter(isLacking))}`);
  const after = await deployment.set(noun, identity, { values, secrets });
  const reasons = differences(noun, values, { found: after, secrets });
  if (reasons.length > 0) throw notSetBack(reasons.map(sentence));
}

/** The note after a cmdlet that lacks values, because they could not be read. */
export function withoutUnread(properties: readonly string[]): string {
  return properties.length === 0 ? "" : ` (The current value of ${properties.join(", ")} cannot be read, so no cmdlet here restores it.)`;
}
