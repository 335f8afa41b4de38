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
   * The values of settings that are not declared: what the server has, or what New will start from.
   * Undefined if the deployment may not be read.
   */
  base: Values | undefined;
  /** The values among these that could not be read. */
  unread?: Values | undefined;
  /** What the collection holds now, as far as it is known; undefined if there is none. */
  stored: Values | undefined;
  /** Whether the stack already has the collection. */
  isManaged: boolean;
  /** Whether the stack already has it, and this run does not change it. */
  isUnchanged: boolean;
}

/** The background, with the collection as it will be. */
type Judged = Background & { expected: Expected };

/** What the guards find in a collection. */
export interface Judgement {
  /**
   * What is certain when the collection is checked: every refusal, and the warnings about the
   * collection by itself.
   */
  findings: Finding[];
  /**
   * Returns the warnings about the collection together with its surroundings, once the whole
   * program is known. Undefined if the deployment may not be read.
   *
   * @param ahead the deployment with everything that is known about the program.
   */
  atEnd?: (ahead: View) => Promise<string[]>;
}

/**
 * Runs every guard over a collection as it will be. A refusal that already applies to the
 * deployment as it is stored becomes a warning, because this run does not cause it.
 *
 * The program may declare the surroundings later, because the engine checks one resource after the
 * other in no fixed order, and a program may wait between two. A refusal about the surroundings
 * therefore comes at once, but a warning about them comes at the end of the program.
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

/** A collection, and what the guards need to know about the deployment to judge it by itself. */
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

/** A collection as it will be. Values that it takes from an outer one may also be unknown yet. */
export function expectedBy(noun: Noun, inputs: Declared, { base, unread = {} }: Pick<Background, "base" | "unread">): Expected {
  const { identity, values: declared, records } = inputs;
  const all: Values = { ...base, ...declared };
  const unreadHere = unreadBut({ values: all, unread }, Object.keys(declared));
  const unknown = Object.keys(all).filter((property) => isUnknown(all[property]));
  const values = omit(all, [...unknown, ...Object.keys(unreadHere.unread ?? {})]);
  return { identity, values, unknown, ...unreadHere, secrets: secretsOf(records) };
}

/**
 * Separates the findings at a collection that this run does not change. Some already apply to what
 * is stored. The others are new, because the run changes another collection. A new finding is left
 * out if the warning is already at that other collection.
 */
async function apartByRun(ahead: View, subject: Subject, all: readonly Finding[]): Promise<{ standing: Finding[]; added: Finding[] }> {
  const { noun, identity } = subject;
  if (all.length === 0) return { standing: [], added: [] };
  const before = asBeforeRun(ahead);
  const added = addedTo(await guardSurroundings(before, subject, "atEnd"), all);
  // Pools that inherit this only from now on lost a collection of their own. The warning is at that
  // collection.
  const pools = await poolsHeldFor({ ...before, noun }, identity);
  const isNewHere = ({ isToldThere = false, ofPool }: Finding): boolean => !isToldThere && (ofPool === undefined || pools.includes(ofPool));
  return { standing: all.filter((finding) => !added.includes(finding)), added: added.filter(isNewHere) };
}

function asNewElsewhere(finding: Finding): Finding {
  return {
    ...finding,
    message: `This finding is new, because this run changes another collection: ${finding.message}`,
    before: ["newElsewhere"],
  };
}
