import { canonicalIdentity, identityKey, InvalidIdentity } from "../../configurations/identity";
import { type Noun, type Values, unreadBut } from "../../configurations/noun";
import { nouns } from "../../configurations/nouns";
import type { Deployment } from "../../deployment/deployment";
import { offlineDeployment } from "../../deployment/offline";
import { LyncError } from "../../errors";
import { Memory, type View as StackView } from "../../stack/memory";
import { Outlook, type Expected } from "../../stack/outlook";
import { undoRank } from "../../lifecycle/undoOrder";
import { isOthers } from "../../lifecycle/otherDeployment";
import { startingValues } from "../../lifecycle/startingValues";
import { CollectionMap } from "../../stack/collectionMap";
import { secretsOf, type Inputs, type State } from "../../stack/declared";
import type { Preview } from "../preview";
import { stackIn } from "../urn";
import type { Change } from "./change";
import { isHidden } from "./hidden";
import { diagnosticsOf, type Diagnostics } from "./diagnostics";
import { planUnidentified, planWrite } from "./planWrite";
import { poolsOf } from "./pools";
import { reminderOf, type Reminder } from "./reminders";
import { planRemoval, removalOf, type Removal } from "./planRemoval";
import { readsIn, subjectsOf, type Subject } from "./subjects";
import type { View } from "./view";

/** What an `up` would do, as a Lync administrator and a reviewer judge it. */
export interface Plan extends Diagnostics {
  stack: string;
  /** The collections that change: pool by pool, those of a pool in the order in which `up` comes to them. */
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
 * @param deployment the one that the stack's configuration names, or why there is none: then, and where it cannot be asked, the plan has a note of it.
 */
export async function planOf(preview: Preview, deployment: Deployment | LyncError): Promise<Plan> {
  const subjects = subjectsOf(preview);
  const notes: string[] = [];
  const changing = subjects.filter(({ op }) => op !== "same");
  const asked = changing.length === 0 ? undefined : await reachable(deployment, notes);
  const others = asked === undefined ? new Set<Subject>() : await ofOthers(subjects, asked, notes);
  const memory = new Memory({ outlook: new Outlook({ isWhole: true }) });
  const viewOf = views(subjects, { asked, memory, others, notes, reads: readsIn(preview) });
  if (asked !== undefined) {
    // What a deletion means, and what a dropped setting goes back to, depends on what stays, and on what becomes of it.
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

/** Takes what the program makes of a collection. */
async function recordDeclared({ deployment, memory }: StackView, subject: Subject): Promise<void> {
  const { noun, identity, news, isIdentityKnown } = subject;
  if (!isIdentityKnown) memory.declarations.recordUnidentified(noun);
  if (news === undefined || identity === undefined || !isIdentity(noun, identity)) return;
  if (!isIdentityKnown) {
    memory.outlook.recordExpected(noun, uncertain(noun, identity));
    return;
  }
  const { values, records, reset } = news;
  memory.declarations.record(noun, identity, values);
  const found = await deployment.find(noun, identity);
  const base = found?.values ?? { ...(await startingValues({ noun, deployment, memory })), ...records.inherited };
  const written = { ...reset, ...values };
  memory.outlook.recordExpected(noun, {
    ...expectedOf(identity, { ...base, ...written }, secretsOf(records)),
    ...unreadBut(found ?? { values: {} }, Object.keys(written)),
  });
}

/** Takes what is left of a collection that leaves the program. */
function recordRemoval(view: View, { subject: { noun }, declared, found, write }: Removal): void {
  if (!view.canAsk) return;
  const { identity, records } = declared;
  const { memory } = view;
  if (view.unidentified(noun).length > 0) memory.outlook.recordExpected(noun, uncertain(noun, identity));
  else if (write.verb === "Remove" || found === undefined) memory.outlook.recordLeaving(noun, identity);
  else {
    const expected = expectedOf(identity, { ...found.values, ...write.values }, secretsOf(records));
    memory.outlook.recordExpected(noun, { ...expected, ...unreadBut(found, Object.keys(write.values)) });
  }
}

function expectedOf(identity: string, values: Values, secrets: readonly string[]): Expected {
  const unknown = Object.keys(values).filter((property) => isHidden(values[property]));
  const known = Object.fromEntries(Object.entries(values).filter(([property]) => !unknown.includes(property)));
  return { identity, values: known, unknown, secrets };
}

/** A collection of which nobody knows whether it is still there then. */
function uncertain(noun: Noun, identity: string): Expected {
  return { identity, values: {}, unknown: Object.keys(noun.settings), secrets: [] };
}

/** The collections of other deployments, which explicit providers reach: of those nothing can be asked. */
async function ofOthers(subjects: readonly Subject[], deployment: Deployment, notes: string[]): Promise<Set<Subject>> {
  const others = new Set<Subject>();
  for (const subject of subjects) {
    const { noun, identity } = subject;
    const { deployment: stated } = subject.news ?? subject.olds ?? {};
    if (identity === undefined || !isIdentity(noun, identity) || !(await isOthers({ noun, deployment }, { identity, deployment: stated })))
      continue;
    others.add(subject);
    notes.push(`"${identity}" is of the deployment "${String(stated)}", which the stack's configuration does not name: it was not asked`);
  }
  return others;
}

/** Answers the deployment where it can be asked; else notes why not. */
async function reachable(deployment: Deployment | LyncError, notes: string[]): Promise<Deployment | undefined> {
  try {
    if (deployment instanceof LyncError) throw deployment;
    for (const noun of nouns) await deployment.find(noun, "Global");
    return deployment;
  } catch (error) {
    if (!(error instanceof LyncError)) throw error;
    notes.push(
      `The deployment could not be asked: what pools inherit, and what only the server knows, is not in this plan. ${error.message}`,
    );
    return undefined;
  }
}

/** What to look at for each collection. */
function views(
  subjects: readonly Subject[],
  {
    asked,
    memory,
    others,
    notes,
    reads,
  }: { asked: Deployment | undefined; memory: Memory; others: ReadonlySet<Subject>; notes: string[]; reads: ReturnType<typeof readsIn> },
): (subject: Subject) => View {
  const [owned, declared] = [new CollectionMap<State>(), new CollectionMap<Inputs>()];
  for (const { noun, olds, news } of subjects) {
    if (olds !== undefined) owned.set(noun, olds.identity, olds);
    if (news !== undefined) declared.set(noun, news.identity, news);
  }
  const blind = {
    deployment: offlineDeployment({ way: "local" }),
    memory,
    canAsk: false,
    owned: (noun: Noun, identity: string) => owned.get(noun, identity),
    declares: (noun: Noun, identity: string) => declared.has(noun, identity),
    reads: (noun: Noun, identity: string) => reads.some((one) => one.noun === noun && identityKey(one.identity) === identityKey(identity)),
    unidentified: (noun: Noun) => subjects.filter((one) => one.noun === noun && !one.isIdentityKnown).map(({ resource }) => resource),
    note: (text: string) => void notes.push(text),
  };
  const seeing = asked === undefined ? blind : { ...blind, deployment: asked, canAsk: true };
  // What is no identity, or is not known yet, is nothing to ask for.
  return (subject) => {
    const { noun, identity } = subject;
    return identity !== undefined && isIdentity(noun, identity) && !others.has(subject) ? seeing : blind;
  };
}

function isIdentity(noun: Noun, text: string): boolean {
  try {
    canonicalIdentity(text, noun);
    return true;
  } catch (error) {
    if (error instanceof InvalidIdentity) return false;
    throw error;
  }
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
