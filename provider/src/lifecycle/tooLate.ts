import { identityKey, parseIdentity } from "../configurations/identity";
import { sameValue } from "../configurations/noun";
import { expectedWithout } from "../stack/effective";
import { unknownValue } from "../stack/unknown";
import type { Scope } from "../stack/memory";
import { refused, type Finding } from "../finding";

/**
 * Refuses an outer collection that was declared too late: a new collection of this run has already
 * copied values from the outer one, and this declaration changes them. The new collection would
 * hold values that no scope inherits any longer.
 *
 * @param after inner collections that the program wants first. They take the present values.
 */
export async function tooLate(scope: Scope, identity: string, after: readonly string[] = []): Promise<Finding[]> {
  const { noun, memory } = scope;
  const failures: Finding[] = [];
  if (parseIdentity(identity, noun).scope === "service") return failures;
  for (const taken of memory.underWay.takenBy(noun)) {
    const isWanted = after.includes(identityKey(taken.identity)) || taken.notWaitedFor.includes(identityKey(identity));
    const outer = isWanted ? undefined : await expectedWithout(scope, parseIdentity(taken.identity, noun));
    if (outer === undefined || identityKey(outer.identity) !== identityKey(identity)) continue;
    const now = (property: string): unknown => (outer.unknown.includes(property) ? unknownValue : outer.values[property]);
    const changed = Object.keys(taken.values).filter((property) => !sameValue(noun, property, [taken.values[property], now(property)]));
    if (changed.length === 0) continue;
    const message =
      `"${taken.identity}" has already copied ${changed.join(", ")} from "${identity}", but this program changes these values there. Declare "${identity}" first: ` +
      "before the program's first await, not inside an apply, and with its identity as plain text.";
    failures.push(refused("tooLate", "", message));
  }
  return failures;
}
