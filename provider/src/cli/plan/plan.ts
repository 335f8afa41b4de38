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

/** What an `up` would do, as a Lync administrator and a reviewer judge it. */
export interface Plan extends Diagnostics {
  stack: string;
  /**
   * The collections that change: pool by pool, those of a pool in the order in which `up` comes to
   * them.
   */
  changes: Change[];
  unchanged: Unchanged[];
  /** What the cmdlets do not do, for each pool that newly becomes passive. */
  reminders: Reminder[];
  /** What this plan could not tell, and why. */
  notes: string[];
}

/** A collection that stays as it is. */
export interface Unchanged {
  identity: string;
  configuration: string;
  /** In words, as the state has them. */
  signInMethods: string | undefined;
}

/**
 * Makes a plan of a preview. What the preview does not hold, the deployment is asked.
 *
 * @param deployment the one that the stack's configuration names, or why there is none: then, and
 * where it cannot be asked, the plan has a note of it.
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
    // What a deletion means, and what a dropped setting goes back to, depends on what stays, and on
    // what becomes of it.
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
  // What is inherited then depends on all that leaves.
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

/** Whether a collection's identity in the program is not known yet, and the stack has one. */
function isUnidentified({ isIdentityKnown, identity }: Subject): boolean {
  return !isIdentityKnown && identity !== undefined;
}

/** The engine deletes last, and of a pool the proxy goes before its Web Services. */
function deletions(subjects: readonly Subject[]): Subject[] {
  return subjects
    .filter(({ op, isIdentityKnown }) => isIdentityKnown && (op === "delete" || op === "replace"))
    .sort((one, other) => undoRank(one.noun) - undoRank(other.noun));
}

function asUnchanged({ noun, identity = "", olds }: Subject): Unchanged {
  return { identity, configuration: noun.cs, signInMethods: olds?.signInMethods };
}
