import { parseIdentity } from "../configurations/identity";
import { unreadBut, type Noun, type Values } from "../configurations/noun";
import { omit } from "../configurations/values";
import { addedTo, findingText, isRefused, type Finding } from "../finding";
import { secretsOf, type Declared } from "../stack/declared";
import { asBeforeRun, type Scope, type View } from "../stack/memory";
import type { Expected } from "../stack/outlook";
import { isUnknown, mayBeOn } from "../stack/unknown";
import { becomesPassive } from "./becomingPassive";
import { guardItself, guardOthers, guardSurroundings } from "./collectionGuards";
import { poolsHeldFor } from "./inheritors";
import { withoutOAuth } from "./oauth";
import { dependsOnModernAuthentication } from "./rules/collection";
import { guardStored, settledBy } from "./standing";
import type { Subject } from "./subject";
import { saidOnce } from "./together";
import { ownUnjudged } from "./unjudged";

export interface Background {
  /**
   * What the declared settings lie over: what the server has, or what New will start from;
   * undefined where nothing may be asked.
   */
  base: Values | undefined;
  /** What of that could not be read. */
  unread?: Values | undefined;
  /** What the collection holds now, as far as anybody knows; undefined where there is none. */
  stored: Values | undefined;
  /** Whether the stack has the collection already. */
  isManaged: boolean;
  /** Whether it has it, and nothing changes of it. */
  isUnchanged: boolean;
}

/** The same, with the collection as it will be. */
type Judged = Background & { expected: Expected };

/** What the guards make of a collection. */
export interface Judgement {
  /** What is certain when it is checked: every refusal, and what it means by itself. */
  findings: Finding[];
  /**
   * What to warn of once the whole program is known: what it means together with what stands around
   * it. Undefined where nothing may be asked.
   *
   * @param ahead the deployment with what is known of that.
   */
  atEnd?: (ahead: View) => Promise<string[]>;
}

/**
 * Runs every guard over a collection as it will be. A refusal that holds for the deployment as it
 * is stored already is a warning: this run does not make it.
 *
 * What stands around it may be declared later, for the engine checks one resource after the other,
 * in no order, and a program may wait between two: so what depends on that is refused at once, but
 * warned of at the program's end.
 */
export async function judge(scope: Scope, inputs: Declared, background: Judged): Promise<Judgement> {
  const { expected } = background;
  const subject = await subjectOf(scope, inputs, background);
  const own = [...guardItself(subject), ...ownUnjudged(scope.noun, expected)];
  const around = (await guardSurroundings(scope, subject, "checked")).filter(isRefused);
  const isAnyRefused = [...own, ...around].some(isRefused);
  const before = isAnyRefused ? await guardStored(scope, subject, Object.keys(background.unread ?? {})) : [];
  const findings = [...settledBy(before, own), ...settledBy(before, around).filter(isRefused)];
  if (subject.beyond !== "asked") return { findings };
  const atEnd = async (ahead: View): Promise<string[]> => {
    const settled = (findings: readonly Finding[]): Finding[] => saidOnce(subject.identity, settledBy(before, findings));
    const all = await guardSurroundings(ahead, subject, "atEnd");
    if (!background.isUnchanged) return [...settled(all), ...(await guardOthers(ahead, subject))].map(findingText);
    const { standing, added } = await apartByRun(ahead, subject, all);
    return [...settled(standing), ...settled(added).map(asNewElsewhere)].map(findingText);
  };
  return { findings, atEnd };
}

/** A collection, and what the guards have to know of the deployment to look at it by itself. */
export async function subjectOf(scope: Scope, inputs: Declared, { expected, base, stored, isManaged }: Judged): Promise<Subject> {
  const { noun, deployment } = scope;
  const { values: declared, options } = inputs;
  const identity = parseIdentity(expected.identity, noun);
  const { values } = expected;
  const unknown = [...expected.unknown, ...Object.keys(expected.unread ?? {})];
  const isOrdinary = !isManaged && !mayBeOn(options.adopt) && identity.scope !== "global" && options.startFrom !== "inherited";
  const beyond = base !== undefined ? "asked" : isOrdinary ? "defaults" : "anything";
  const isAsked = beyond === "asked" && dependsOnModernAuthentication(noun, values);
  const modernAuthentication = isAsked ? await deployment.modernAuthentication() : undefined;
  return {
    ...{ noun, identity, options, beyond, values, declared: omit(declared, unknown), unknown, modernAuthentication, stored },
    withoutOAuth: modernAuthentication === true ? await withoutOAuth(scope, identity) : undefined,
    makesPassive: beyond === "asked" && (await becomesPassive(scope, { identity, values, stored })),
  };
}

/** A collection as it will be. What it takes from an outer one may not be known yet, either. */
export function expectedBy(noun: Noun, inputs: Declared, { base, unread = {} }: Pick<Background, "base" | "unread">): Expected {
  const { identity, values: declared, records } = inputs;
  const all: Values = { ...base, ...declared };
  const unreadHere = unreadBut({ values: all, unread }, Object.keys(declared));
  const unknown = Object.keys(all).filter((property) => isUnknown(all[property]));
  const values = omit(all, [...unknown, ...Object.keys(unreadHere.unread ?? {})]);
  return { identity, values, unknown, ...unreadHere, secrets: secretsOf(records) };
}

/**
 * Findings at a collection that this run does not change: those that hold for what is stored, and
 * those that are new by what it changes elsewhere, unless they are told there.
 */
async function apartByRun(ahead: View, subject: Subject, all: readonly Finding[]): Promise<{ standing: Finding[]; added: Finding[] }> {
  const { noun, identity } = subject;
  if (all.length === 0) return { standing: [], added: [] };
  const before = asBeforeRun(ahead);
  const added = addedTo(await guardSurroundings(before, subject, "atEnd"), all);
  // Pools that inherit this from now on have lost a collection that leaves, and are told of there.
  const pools = await poolsHeldFor({ ...before, noun }, identity);
  const isNewHere = ({ isToldThere = false, ofPool }: Finding): boolean => !isToldThere && (ofPool === undefined || pools.includes(ofPool));
  return { standing: all.filter((finding) => !added.includes(finding)), added: added.filter(isNewHere) };
}

function asNewElsewhere(finding: Finding): Finding {
  return { ...finding, message: `new by what this run changes elsewhere: ${finding.message}`, before: ["newElsewhere"] };
}
