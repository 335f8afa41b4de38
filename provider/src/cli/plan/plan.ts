import { identityKey } from "../../configurations/identity";
import type { Deployment } from "../../deployment/deployment";
import type { LyncError } from "../../errors";
import { undoRank } from "../../lifecycle/undoOrder";
import { Memory } from "../../stack/memory";
import { Outlook } from "../../stack/outlook";
import type { Preview } from "../preview";
import { stackIn } from "../urn";
import { ofOthers, reachable } from "./asked";
import type { Change } from "./change";
import { diagnosticsOf, type Diagnostics } from "./diagnostics";
import { planRemoval, removalOf, type Removal } from "./planRemoval";
import { planUnidentified, planWrite } from "./planWrite";
import { poolsOf } from "./pools";
import { recordDeclared, recordRemoval } from "./recordPlanned";
import { reminderOf, type Reminder } from "./reminders";
import { readsIn, subjectsOf, type Subject } from "./subjects";
import { viewsOf } from "./views";

/** What an `up` would do, in the form that a Lync administrator and a reviewer judge. */
export interface Plan extends Diagnostics {
  stack: string;
  /** The collections that change, pool by pool. Within a pool they have the order of `up`. */
  changes: Change[];
  unchanged: Unchanged[];
  /** The steps that the cmdlets do not do, for each pool that newly becomes passive. */
  reminders: Reminder[];
  /** What this plan does not show, and why. */
  notes: string[];
}

/** A collection that does not change. */
export interface Unchanged {
  identity: string;
  configuration: string;
  /** The sign-in methods in the state, in words. */
  signInMethods: string | undefined;
}

/**
 * Makes a plan from a preview. It reads from the deployment what the preview does not contain.
 *
 * @param deployment the deployment that the stack's configuration names, or the reason why there is
 * none. If there is none, or if it cannot be read, the plan has a note about that.
 */
export async function planOf(preview: Preview, deployment: Deployment | LyncError): Promise<Plan> {
  const subjects = subjectsOf(preview);
  const notes: string[] = [];
  const changing = subjects.filter(({ op }) => op !== "same");
  const asked = changing.length === 0 ? undefined : await reachable(deployment, notes);
  const others = asked === undefined ? new Set<Subject>() : await ofOthers(subjects, asked, notes);
  const memory = new Memory({ outlook: new Outlook({ isWhole: true }) });
  const viewOf = viewsOf(subjects, { asked, memory, others, notes, reads: readsIn(preview) });
  if (asked !== undefined) {
    // What a deletion means, and which value a dropped setting returns to, depends on the
    // collections that stay and on what they become.
    for (const subject of subjects) if (!others.has(subject)) await recordDeclared({ deployment: asked, memory }, subject);
  }

  const changes: Change[] = [];
  for (const subject of changing) {
    const { news } = subject;
    if (news === undefined) continue;
    const view = viewOf(subject);
    changes.push(await (isUnidentified(subject) ? planUnidentified(view, subject) : planWrite(view, subject, news)));
  }
  const removals: Removal[] = [];
  for (const subject of deletions(changing)) {
    const removal = await removalOf(viewOf(subject), subject);
    if (removal !== undefined) removals.push(removal);
  }
  // What the pools inherit afterwards depends on all the removals.
  for (const removal of removals) recordRemoval(viewOf(removal.subject), removal);
  for (const removal of removals) changes.push(await planRemoval(viewOf(removal.subject), removal));

  const directory = await asked?.directory();
  const passive = changes.filter(({ becomesPassive }) => becomesPassive !== undefined);
  const webServicesOf = ({ pool }: Change): string | undefined =>
    pool === null ? undefined : directory?.get(identityKey(pool))?.webServicesFqdn;
  return {
    stack: stackIn(preview.steps[0]?.urn ?? ""),
    changes: poolsOf({ changes }).flatMap((pool) => pool.changes),
    unchanged: subjects.filter(({ op }) => op === "same").map(asUnchanged),
    reminders: passive.map((change) => reminderOf(change, webServicesOf(change))),
    ...diagnosticsOf(preview, new Set(changes.flatMap(({ warnings }) => warnings))),
    notes: [...new Set(notes)],
  };
}

/** Whether the program's identity is not known yet, although the stack has a collection. */
function isUnidentified({ isIdentityKnown, identity }: Subject): boolean {
  return !isIdentityKnown && identity !== undefined;
}

/** The deletions in the order of `up`: the engine deletes last, and a pool's proxy first. */
function deletions(subjects: readonly Subject[]): Subject[] {
  return subjects
    .filter(({ op, isIdentityKnown }) => isIdentityKnown && (op === "delete" || op === "replace"))
    .sort((one, other) => undoRank(one.noun) - undoRank(other.noun));
}

function asUnchanged({ noun, identity = "", olds }: Subject): Unchanged {
  return { identity, configuration: noun.cs, signInMethods: olds?.signInMethods };
}
