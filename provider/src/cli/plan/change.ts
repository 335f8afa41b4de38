import { parseIdentity, poolOf } from "../../configurations/identity";
import { differing, isMethod, isUnread, methodsIn, type Found, type Noun, type Values } from "../../configurations/noun";
import type { Deployment, Write } from "../../deployment/deployment";
import { LyncError } from "../../errors";
import { inheritedBy, willInherit } from "../../stack/effective";
import { goesBackTo, type Server } from "../../lifecycle/resets";
import { startingValues } from "../../lifecycle/startingValues";
import { judgeLeaving } from "../../lifecycle/judgeLeaving";
import { declaredIn, type Declared, type Properties, secretsOf } from "../../stack/bag";
import { Memory, type Scope } from "../../stack/memory";
import { change, creation, settable, undoing } from "../../lifecycle/writes";
import { unreadBut } from "../../lifecycle/unread";
import { hiddenIn, isHidden, lacksValues, withoutHidden, withReadablePrevious } from "./hidden";

/** What becomes of a resource, with what the preview has of it before and after. */
export interface Subject {
  op: "create" | "update" | "replace" | "delete" | "same";
  noun: Noun;
  /** Its name in the program. */
  resource: string;
  /** The collection that it stands for; where the program's identity is not known yet, the one that the stack has; undefined where it has none. */
  identity: string | undefined;
  /** Whether the program's identity is known yet. */
  isIdentityKnown: boolean;
  olds: Properties | undefined;
  news: Properties | undefined;
  /** Whether the collection that the stack has stays as it is when it leaves: Pulumi's `retainOnDelete`. */
  isRetained: boolean;
  /** What its class warned of, once the whole program was known. */
  warnings: string[];
}

/** What a plan looks at beside the preview. */
export interface View {
  deployment: Deployment;
  /** What the preview says of the stack. */
  memory: Memory;
  /** Whether the deployment may be asked anything. */
  canAsk: boolean;
  /** What the stack's state has of a collection; undefined where it has none. */
  owned(noun: Noun, identity: string): Properties | undefined;
  /** Whether the program declares a collection. */
  declares(noun: Noun, identity: string): boolean;
  /** Whether the program reads a collection by `get`, which then is somebody else's. */
  reads(noun: Noun, identity: string): boolean;
  /** The resources of a noun whose identity is not known yet: each may turn out to declare any collection. */
  unidentified(noun: Noun): string[];
  /** Takes what cannot be told. */
  note(text: string): void;
}

export type Action = "create" | "adopt" | "take over" | "change" | "keep" | "remove" | "set back";

/** What becomes of one collection. */
export interface Change {
  action: Action;
  /** The resource's name in the program. */
  resource: string;
  /** The pool that it belongs to; the identity of one of a wider scope; null where that is not known yet. */
  pool: string | null;
  /** Null where it is not known yet, and the stack has no collection of the resource. */
  identity: string | null;
  /**
   * Whether the program's identity is known yet. If not, `up` changes the collection that the stack has, replaces it by another, or leaves it as it is: the plan has no cmdlets of it. Of
   * a new one the cmdlets lack the identity.
   */
  isIdentityKnown: boolean;
  /** The cmdlets' noun, such as `CsProxyConfiguration`. */
  configuration: string;
  /** Whether it is one half of a replacement. */
  isReplacement: boolean;
  /** The sign-in methods that hold there, in words; undefined where that cannot be told. */
  before: string | undefined;
  after: string | undefined;
  warnings: string[];
  /** What somebody has changed behind the stack's back of who can sign in how, and up would write over. */
  drift: string[];
  /** The writes that `up` runs, in order, as an administrator would type them. */
  cmdlets: string[];
  /** Whether values are left out of them: secrets, and what nobody knows yet. */
  lacksValues: boolean;
  /** And those that undo them, in order. */
  undo: string[];
  /** Where the pool newly becomes passive: how many hours a certificate that was issued earlier works on. */
  becomesPassive?: { validityHours: unknown };
}

/** A collection that is created or changed. */
export async function planWrite(view: View, subject: Subject): Promise<Change> {
  const { op, noun, identity, olds, news = {}, warnings } = subject;
  const declared = declaredIn(noun, withReadablePrevious(noun, news));
  const { records } = declared;
  if (identity === undefined) {
    view.note(`The identity of "${subject.resource}" is not known yet: which collection up makes, or takes over, cannot be told`);
  }
  const found = await findIn(view, noun, identity, olds);
  const write =
    op === "update" && olds !== undefined
      ? await changed(view, noun, olds, news)
      : await created(view, noun, declared, { found, told: goesBackTo(news) });
  const base = found ?? (await inheritedIn(view, noun, identity));
  const starts = write.verb === "Set" ? found : { values: view.canAsk ? await startingValues(scopeOf(view, noun)) : {} };
  const after = { ...starts?.values, ...write.values };
  const becomesPassive = noun.governs === "webTicket" && after.useWsFedPassiveAuth === true && base?.values.useWsFedPassiveAuth !== true;
  const isNew = found === undefined || write.verb === "New";
  const secrets = secretsOf(news);
  return {
    action:
      op === "update" ? "change" : isNew ? "create" : op === "replace" ? "keep" : records.previous === undefined ? "take over" : "adopt",
    ...placeOf(subject),
    isReplacement: op === "replace",
    before: methodsOf(noun, base) ?? wordsOf(olds),
    after: methodsOf(noun, withWritten(starts, write.values)),
    warnings: [...new Set([...textsOf(news.warnings), ...warnings])],
    drift: textsOf(news.drift),
    cmdlets: await textOf(view, noun, identity, write, secrets),
    lacksValues: identity === undefined || lacksValues(secrets, write),
    // What it was may have been a secret, or the state's of another name.
    undo: await undoOf(view, noun, { identity, write, found, secrets: secretsOf(news, olds, view.owned(noun, declared.identity)) }),
    ...(becomesPassive ? { becomesPassive: { validityHours: validityHoursOf(after, news) } } : {}),
  };
}

/** A collection that the stack has, and whose identity in the program is not known yet: it may stay the same, or be replaced by another. */
export async function planUnidentified(view: View, subject: Subject): Promise<Change> {
  const { noun, resource, identity = "", olds } = subject;
  view.note(
    `The identity of "${resource}" (until now "${identity}") is not known yet: whether up changes this collection, replaces it by another or leaves it as it is cannot be told`,
  );
  const found = await findIn(view, noun, identity, olds);
  return {
    action: "change",
    ...placeOf(subject),
    isReplacement: false,
    before: methodsOf(noun, found) ?? wordsOf(olds),
    after: undefined,
    warnings: [],
    drift: [],
    cmdlets: [],
    lacksValues: false,
    undo: [],
  };
}

/** A collection that leaves the program, and how that is undone which the stack did to it. */
export interface Removal {
  subject: Subject;
  declared: Declared;
  /** What is there now. */
  found: Found | undefined;
  write: Exclude<Write, { verb: "New" }>;
}

/** What leaves the program; undefined where another resource still declares it, which spares it, or where the deletion is going to be refused, which the plan has a note of. */
export async function removalOf(view: View, subject: Subject): Promise<Removal | undefined> {
  const { noun, olds = {} } = subject;
  const declared = declaredIn(noun, withReadablePrevious(noun, olds));
  const { identity } = declared;
  if (view.declares(noun, identity)) return undefined;
  if (view.reads(noun, identity)) {
    view.note(`"${identity}" leaves the stack, and stays as it is, because the program reads it by get`);
    return undefined;
  }
  if (subject.isRetained) {
    view.note(`"${identity}" leaves the stack, and stays as it is (retainOnDelete)`);
    return undefined;
  }
  const found = await findIn(view, noun, identity, olds);
  try {
    const write = undoing(noun, declared, found);
    if (write.verb === "Remove") return { subject, declared, found, write };
    const { values, untold } = await settable(serverOf(view, noun), write.values);
    if (untold.length > 0) view.note(`${untold.join(", ")} of "${identity}" had no value before, which no cmdlet can set: left as it is`);
    return { subject, declared, found, write: { verb: "Set", values } };
  } catch (error) {
    if (!(error instanceof LyncError)) throw error;
    view.note(error.message);
    return undefined;
  }
}

/** What becomes of it. */
export async function planRemoval(view: View, { subject, declared, found, write }: Removal): Promise<Change> {
  const { op, noun, olds = {}, warnings } = subject;
  const { identity } = declared;
  const isRemoved = write.verb === "Remove";
  const willBeInherited = view.canAsk ? await willInherit(scopeOf(view, noun), identity) : undefined;
  const after = isRemoved || found === undefined ? willBeInherited : withWritten(found, write.values);
  const mayStay = view
    .unidentified(noun)
    .map((resource) => `it stays if this turns out to be the identity of "${resource}", which is not known yet`);
  const judged = view.canAsk ? await judgeLeaving(scopeOf(view, noun), identity) : [];
  return {
    action: isRemoved ? "remove" : "set back",
    ...placeOf({ ...subject, identity }),
    isReplacement: op === "replace",
    before: methodsOf(noun, found ?? (await inheritedIn(view, noun, identity))) ?? wordsOf(olds),
    after: mayStay.length > 0 ? undefined : methodsOf(noun, after),
    warnings: [...new Set([...mayStay, ...judged.map(({ message }) => message), ...warnings])],
    drift: [],
    cmdlets: await textOf(view, noun, identity, write, secretsOf(olds)),
    lacksValues: lacksValues(secretsOf(olds), write),
    undo: await undoOf(view, noun, { identity, write, found: found ?? { values: declared.values }, secrets: secretsOf(olds) }),
  };
}

// Where the server cannot be asked, what is documented has to do.
function serverOf(view: View, noun: Noun): Scope<Server> {
  if (view.canAsk) return scopeOf(view, noun);
  const deployment: Server = {
    factoryValues: () => Promise.resolve(undefined),
    setAfterNew: () => Promise.resolve([]),
    find: () => Promise.resolve(undefined),
    directory: () => Promise.resolve(new Map()),
  };
  return { noun, deployment, memory: new Memory() };
}

function scopeOf({ deployment, memory }: View, noun: Noun): Scope {
  return { noun, deployment, memory };
}

/** What creates a collection, or brings one that is there to the declared state. */
async function created(
  view: View,
  noun: Noun,
  declared: Declared,
  { found, told }: { found: Found | undefined; told: Values },
): Promise<Extract<Write, { verb: "New" | "Set" }>> {
  const before = view.owned(noun, declared.identity);
  const owned = before === undefined ? undefined : declaredIn(noun, withReadablePrevious(noun, before));
  try {
    return await creation(serverOf(view, noun), declared, { found, owned, told });
  } catch (error) {
    if (!(error instanceof LyncError)) throw error;
    view.note(error.message);
    return { verb: "Set", values: {} };
  }
}

/** What changes of a collection that the stack has; of a secret, check has written down whether it does. */
async function changed(view: View, noun: Noun, olds: Properties, news: Properties): Promise<Extract<Write, { verb: "New" | "Set" }>> {
  const secrets = Object.fromEntries(textsOf(news.changedSecrets).map((property) => [property, news[property]]));
  try {
    const { values } = await change(serverOf(view, noun), withReadablePrevious(noun, olds), news);
    return { verb: "Set", values: { ...values, ...secrets } };
  } catch (error) {
    if (!(error instanceof LyncError)) throw error;
    view.note(error.message);
    return { verb: "Set", values: secrets };
  }
}

interface Undoing {
  identity: string | undefined;
  write: Write;
  found: Found | undefined;
  secrets: readonly string[];
}

async function undoOf(view: View, noun: Noun, { identity, write, found, secrets }: Undoing): Promise<string[]> {
  const text = (undo: Write): Promise<string[]> => textOf(view, noun, identity, undo, secrets);
  if (write.verb === "New") return text({ verb: "Remove" });
  if (found === undefined) return [];
  // What New starts from by itself needs not be told it.
  const factory = write.verb === "Remove" && view.canAsk ? await startingValues(scopeOf(view, noun)) : {};
  const names = Object.keys(write.verb === "Remove" ? { ...found.unread } : write.values);
  const untold = names.filter((property) => found.values[property] === undefined);
  if (untold.length > 0)
    view.note(`What ${untold.join(", ")} of "${identity}" was before cannot be told, and is not in what undoes the change`);
  if (write.verb === "Remove") return text({ verb: "New", values: differing(noun, found.values, { values: factory }) });
  const told = names.filter((property) => !untold.includes(property));
  return text({ verb: "Set", values: Object.fromEntries(told.map((property) => [property, found.values[property]])) });
}

function textOf(
  { deployment }: View,
  noun: Noun,
  identity: string | undefined,
  write: Write,
  secrets: readonly string[],
): Promise<string[]> {
  const shown: Write = write.verb === "Remove" ? write : { verb: write.verb, values: withoutHidden(write.values) };
  return deployment.cmdletsOf(noun, identity ?? "", shown, { ...hiddenIn(secrets, write), isIdentityUnknown: identity === undefined });
}

async function findIn(view: View, noun: Noun, identity: string | undefined, olds: Properties | undefined): Promise<Found | undefined> {
  if (identity === undefined) return undefined;
  if (view.canAsk) return view.deployment.find(noun, identity);
  // What the last refresh found of the declared settings; of a collection that is new to the state nothing is known.
  return olds === undefined ? undefined : { values: declaredIn(noun, olds).values };
}

async function inheritedIn(view: View, noun: Noun, identity: string | undefined): Promise<Found | undefined> {
  return view.canAsk && identity !== undefined ? inheritedBy(scopeOf(view, noun), parseIdentity(identity, noun)) : undefined;
}

/** A collection once values have been written to it. */
function withWritten(found: Found | undefined, written: Values): Found {
  if (found === undefined) return { values: written };
  return { values: { ...found.values, ...written }, ...unreadBut(found, Object.keys(written)) };
}

function validityHoursOf(values: Values, news: Properties): unknown {
  const { defaultValidityPeriodHours: hours } = values;
  return secretsOf(news).includes("defaultValidityPeriodHours") || isHidden(hours) ? undefined : hours;
}

/** In words, where all that decides it is known. */
function methodsOf(noun: Noun, found: Found | undefined): string | undefined {
  if (found === undefined) return undefined;
  const { values } = found;
  const deciding = Object.keys(noun.settings).filter((property) => isMethod(noun, property));
  const isKnown = deciding.every(
    (property) => isUnread(found, property) || (values[property] !== undefined && !isHidden(values[property])),
  );
  return isKnown ? methodsIn(noun, found) : undefined;
}

function placeOf({
  noun,
  resource,
  identity,
  isIdentityKnown,
}: Subject): Pick<Change, "resource" | "pool" | "identity" | "isIdentityKnown" | "configuration"> {
  const pool = poolOf(identity ?? "") ?? identity ?? null;
  return { resource, pool, identity: identity ?? null, isIdentityKnown, configuration: noun.cs };
}

function wordsOf(olds: Properties | undefined): string | undefined {
  return typeof olds?.signInMethods === "string" ? olds.signInMethods : undefined;
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
