import type { Found } from "../../configurations/noun";
import type { Write } from "../../deployment/deployment";
import { findingText } from "../../finding";
import { willInherit } from "../../stack/effective";
import { judgeLeaving } from "../../guards/judgeLeaving";
import { secretsOf, type State } from "../../stack/declared";
import { settable, undoing } from "../../lifecycle/writes";
import { placeOf, type Change } from "./change";
import { cmdletsOf, undoOf } from "./cmdlets";
import { lacksValues } from "./hidden";
import { methodsOf } from "./methods";
import type { Subject } from "./subjects";
import { findIn, inheritedIn, orNoted, scopeOf, serverOf, withWritten, type PlanView } from "./view";

/** A collection that is removed from the program, and the write that undoes what the stack did. */
export interface Removal {
  subject: Subject;
  declared: State;
  /** The collection as it is now; undefined if it does not exist or is unknown. */
  found: Found | undefined;
  write: Exclude<Write, { verb: "New" }>;
}

/**
 * The removal of a collection. Undefined if the collection itself stays, or if the deletion is
 * going to be refused. The plan has a note about that, unless another resource still declares it.
 */
export async function removalOf(view: PlanView, subject: Subject): Promise<Removal | undefined> {
  const { noun, olds } = subject;
  if (olds === undefined) return undefined;
  const { identity } = olds;
  if (view.declares(noun, identity)) return undefined;
  if (view.reads(noun, identity)) {
    view.note(`"${identity}" is removed from the stack. The collection itself does not change, because the program reads it with get.`);
    return undefined;
  }
  if (subject.isRetained) {
    view.note(`"${identity}" is removed from the stack. The collection itself does not change, because retainOnDelete is set.`);
    return undefined;
  }
  const found = await findIn({ view, noun, identity }, olds);
  return orNoted<Removal | undefined>(view, undefined, async () => {
    const write = undoing(noun, olds, found);
    if (write.verb === "Remove") return { subject, declared: olds, found, write };
    const { values, untold } = await settable(serverOf(view, noun), write.values);
    if (untold.length > 0)
      view.note(`${untold.join(", ")} of "${identity}" had no value before. No cmdlet can restore that, so up leaves the current value.`);
    return { subject, declared: olds, found, write: { verb: "Set", values } };
  });
}

/** What `up` does to remove the collection. */
export async function planRemoval(view: PlanView, { subject, declared, found, write }: Removal): Promise<Change> {
  const { op, noun, warnings } = subject;
  const { identity } = declared;
  const target = { view, noun, identity };
  const secrets = secretsOf(declared.records);
  const isRemoved = write.verb === "Remove";
  const willBeInherited = view.canAsk ? await willInherit(scopeOf(view, noun), identity) : undefined;
  const after = isRemoved || found === undefined ? willBeInherited : withWritten(found, write.values);
  const mayStay = view
    .unidentified(noun)
    .map((resource) => `The identity of "${resource}" is not known yet. If it turns out to be "${identity}", this collection is kept.`);
  const judged = view.canAsk ? await judgeLeaving(scopeOf(view, noun), identity) : [];
  return {
    action: isRemoved ? "remove" : "set back",
    ...placeOf({ ...subject, identity }),
    isReplacement: op === "replace",
    before: methodsOf(noun, found ?? (await inheritedIn(target))) ?? declared.signInMethods,
    after: mayStay.length > 0 ? undefined : methodsOf(noun, after),
    warnings: [...new Set([...mayStay, ...judged.map(findingText), ...warnings])],
    drift: [],
    cmdlets: await cmdletsOf(target, { write, secrets }),
    lacksValues: lacksValues(secrets, write),
    undo: await undoOf(target, { write, found: found ?? { values: declared.values }, secrets }),
  };
}
