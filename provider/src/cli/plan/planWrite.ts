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

/** What creates a collection, or changes one that is there. */
type NewOrSet = Exclude<Write, { verb: "Remove" }>;

/** A collection that is created or changed. */
export async function planWrite(view: PlanView, subject: Subject, news: Inputs): Promise<Change> {
  const { op, noun, identity, olds, warnings } = subject;
  const target = { view, noun, identity };
  if (identity === undefined) {
    view.note(`The identity of "${subject.resource}" is not known yet: which collection up makes, or takes over, cannot be told`);
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
    // What it was may have been a secret, or the state's of another name.
    undo: await undoOf(target, { write, found, secrets: secretsOf(news.records, olds?.records, view.owned(noun, news.identity)?.records) }),
    ...defined({ becomesPassive: becomesPassive ? { validityHours: validityHoursIn(after, news) } : undefined }),
  };
}

/**
 * A collection that the stack has, and whose identity in the program is not known yet: it may stay
 * the same, or be replaced by another.
 */
export async function planUnidentified(view: PlanView, subject: Subject): Promise<Change> {
  const { noun, resource, identity = "", olds } = subject;
  view.note(
    `The identity of "${resource}" (until now "${identity}") is not known yet: whether up changes this collection, replaces it by another or leaves it as it is cannot be told`,
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

/** What creates a collection, or brings one that is there to the declared state. */
function created({ view, noun }: Target, news: Inputs, found: Found | undefined): Promise<NewOrSet> {
  const owned = view.owned(noun, news.identity);
  return orNoted<NewOrSet>(view, { verb: "Set", values: {} }, () =>
    creation(serverOf(view, noun), news, { found, owned, told: news.reset }),
  );
}

/**
 * What changes of a collection that the stack has; of a secret, check has written down whether it
 * does.
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
