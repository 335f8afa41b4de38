import { differing, type Found } from "../../configurations/noun";
import { pick } from "../../configurations/values";
import type { Write } from "../../deployment/deployment";
import { startingValues } from "../../lifecycle/startingValues";
import { hiddenIn, withoutHidden } from "./hidden";
import { scopeOf, type Target } from "./view";

/** A write, and the settings of the collection that are secret. */
interface Secretive {
  write: Write;
  secrets: readonly string[];
}

/** The cmdlets of a write, as an administrator would type them. */
export async function cmdletsOf({ view, noun, identity }: Target, { write, secrets }: Secretive): Promise<string[]> {
  const shown: Write = write.verb === "Remove" ? write : { verb: write.verb, values: withoutHidden(write.values) };
  const hidden = { ...hiddenIn(secrets, write), isIdentityUnknown: identity === undefined };
  return view.deployment.cmdletsOf(noun, identity ?? "", { write: shown, hidden });
}

/** The cmdlets that undo a write; `found` is the collection before the write. */
export async function undoOf(target: Target, { write, found, secrets }: Secretive & { found: Found | undefined }): Promise<string[]> {
  const { view, noun, identity } = target;
  const cmdletsThat = (undo: Write): Promise<string[]> => cmdletsOf(target, { write: undo, secrets });
  if (write.verb === "New") return cmdletsThat({ verb: "Remove" });
  if (found === undefined) return [];
  // New sets these values by itself, so the cmdlet does not repeat them.
  const factory = write.verb === "Remove" && view.canAsk ? await startingValues(scopeOf(view, noun)) : {};
  const names = Object.keys(write.verb === "Remove" ? { ...found.unread } : write.values);
  const untold = names.filter((property) => found.values[property] === undefined);
  if (untold.length > 0)
    view.note(
      `The earlier values of ${untold.join(", ")} of "${identity}" are unknown, so the cmdlets that undo the change do not restore them.`,
    );
  if (write.verb === "Remove") return cmdletsThat({ verb: "New", values: differing(noun, found.values, { values: factory }) });
  const told = names.filter((property) => !untold.includes(property));
  return cmdletsThat({ verb: "Set", values: pick(found.values, told) });
}
