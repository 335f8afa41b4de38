import { turnsPassiveOn } from "../../guards/rules/passive";
import type { Found, Values } from "../../configurations/noun";
import { pick } from "../../configurations/values";
import { defined } from "../../defined";
import type { Write } from "../../deployment/deployment";
import { startingValues } from "../../lifecycle/startingValues";
import { secretsOf, type Inputs, type State } from "../../stack/declared";
import { change, creation } from "../../lifecycle/writes";
import { placeOf, type Action, type Change } from "./change";
import { cmdletsOf, undoOf } from "./cmdlets";
import { isHidden, lacksValues } from "./hidden";
import { methodsOf } from "./methods";
import type { Subject } from "./subjects";
import { findIn, inheritedIn, orNoted, scopeOf, serverOf, withWritten, type Target, type PlanView } from "./view";

/** A write that creates a collection or changes an existing one. */
type NewOrSet = Exclude<Write, { verb: "Remove" }>;

/** What `up` does to create or change a collection. */
export async function planWrite(view: PlanView, subject: Subject, news: Inputs): Promise<Change> {
  const { op, noun, identity, olds, warnings } = subject;
  const target = { view, noun, identity };
  if (identity === undefined) {
    view.note(`The identity of "${subject.resource}" is not known yet, so it is unknown which collection pulumi up creates or takes over.`);
  }
  const found = await findIn(target, olds);
  const write = op === "update" && olds !== undefined ? await updated(target, { olds, news }) : await created(target, news, found);
  const base = found ?? (await inheritedIn(target));
  const starts = write.verb === "Set" ? found : { values: view.canAsk ? await startingValues(scopeOf(view, noun)) : {} };
  const after = { ...starts?.values, ...write.values };
  const becomesPassive = turnsPassiveOn(noun, { before: base?.values, after });
  const secrets = secretsOf(news.records);
  return {
    action: actionOf(op, { isNew: found === undefined || write.verb === "New", isAdopted: news.records.previous !== undefined }),
    ...placeOf(subject),
    isReplacement: op === "replace",
    before: methodsOf(noun, base) ?? olds?.signInMethods,
    after: methodsOf(noun, withWritten(starts, write.values)),
    warnings: [...new Set([...news.warnings, ...warnings])],
    drift: [...news.drift],
    cmdlets: await cmdletsOf(target, { write, secrets }),
    lacksValues: identity === undefined || lacksValues(secrets, write),
    // The earlier value may also be a secret, in this resource's state or that of its earlier name.
    undo: await undoOf(target, { write, found, secrets: secretsOf(news.records, olds?.records, view.owned(noun, news.identity)?.records) }),
    ...defined({ becomesPassive: becomesPassive ? { validityHours: validityHoursIn(after, news) } : undefined }),
  };
}

/**
 * A collection of the stack whose identity in the program is not known yet. It may stay the same,
 * or be replaced with another.
 */
export async function planUnidentified(view: PlanView, subject: Subject): Promise<Change> {
  const { noun, resource, identity = "", olds } = subject;
  view.note(
    `The identity of "${resource}" (until now "${identity}") is not known yet, so it is unknown whether up changes this collection, replaces it with another or leaves it unchanged.`,
  );
  const found = await findIn({ view, noun, identity }, olds);
  return {
    action: "change",
    ...placeOf(subject),
    isReplacement: false,
    before: methodsOf(noun, found) ?? olds?.signInMethods,
    after: undefined,
    warnings: [],
    drift: [],
    cmdlets: [],
    lacksValues: false,
    undo: [],
  };
}

function actionOf(op: Subject["op"], { isNew, isAdopted }: { isNew: boolean; isAdopted: boolean }): Action {
  if (op === "update") return "change";
  if (isNew) return "create";
  if (op === "replace") return "keep";
  return isAdopted ? "adopt" : "take over";
}

/** The write that creates a collection, or brings an existing one to the declared values. */
function created({ view, noun }: Target, news: Inputs, found: Found | undefined): Promise<NewOrSet> {
  const owned = view.owned(noun, news.identity);
  return orNoted<NewOrSet>(view, { verb: "Set", values: {} }, () =>
    creation(serverOf(view, noun), news, { found, owned, told: news.reset }),
  );
}

/**
 * The write that changes a collection of the stack. A preview hides secrets, so check has recorded
 * which of them change.
 */
function updated({ view, noun }: Target, { olds, news }: { olds: State; news: Inputs }): Promise<NewOrSet> {
  const secrets = pick(news.values, news.changedSecrets);
  return orNoted<NewOrSet>(view, { verb: "Set", values: secrets }, async () => {
    const { values } = await change(serverOf(view, noun), olds, news);
    return { verb: "Set", values: { ...values, ...secrets } };
  });
}

function validityHoursIn(values: Values, { records }: Inputs): unknown {
  const { defaultValidityPeriodHours: hours } = values;
  return secretsOf(records).includes("defaultValidityPeriodHours") || isHidden(hours) ? undefined : hours;
}
