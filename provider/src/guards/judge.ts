import { parseIdentity, type Identity } from "../configurations/identity";
import { type Noun, type Values, unreadBut } from "../configurations/noun";
import { proxy } from "../configurations/proxy";
import { dependsOnModernAuthentication, judgeCollection } from "./rules/collection";
import { addedTo, warned, type Finding } from "../finding";
import { hasNoWay, isPassiveAlone, isTicketUnknown } from "./rules/methods";
import { judgeModern, refuseWithoutWay } from "./rules/aroundWebService";
import { asStored, asBeforeRun, type Scope, type View } from "../stack/memory";
import type { Expected } from "../stack/outlook";
import { poolsUnder } from "./inheritors";
import { saidOnce } from "./together";
import { explained, oauthFor, withoutOAuth } from "./oauth";
import { guardPool, guardProxy, guardTurned } from "./poolGuards";
import { secretsOf, type Declared, type Options } from "../stack/declared";
import { aroundWebService } from "./webSurroundings";
import { isUnknown } from "../stack/unknown";
import { ownUnjudged } from "./unjudged";
import { becomesPassive, guardVersions } from "./becomingPassive";

export interface Background {
  /** What the declared settings lie over: what the server has, or what New will start from; undefined where nothing may be asked. */
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

/** What the guards make of a collection. */
export interface Judgement {
  /** What is certain when it is checked: every refusal, and what it means by itself. */
  findings: Finding[];
  /**
   * What to warn of once the whole program is known: what it means together with what stands around it. Undefined where nothing may be asked.
   *
   * @param ahead the deployment with what is known of that.
   */
  atEnd?: (ahead: View) => Promise<string[]>;
}

/**
 * Runs every guard over a collection as it will be. A refusal that holds for the deployment as it is stored already is a warning: this run does not make it.
 *
 * What stands around it may be declared later, for the engine checks one resource after the other, in no order, and a program may wait between two: so what depends on
 * that is refused at once, but warned of at the program's end.
 */
export async function judge(
  scope: Scope,
  inputs: Declared,
  { base, unread: unreadBase = {}, stored, isManaged, isUnchanged }: Background,
): Promise<Judgement> {
  const { noun, deployment } = scope;
  const { values: declared, options } = inputs;
  const expected = expectedBy(noun, inputs, { base, unread: unreadBase });
  const { values } = expected;
  const unknown = [...expected.unknown, ...Object.keys(expected.unread ?? {})];
  const known = without(declared, unknown);
  const identity = parseIdentity(expected.identity, noun);
  const { adopt = false, startFrom } = options;
  const isOrdinary = !isManaged && !adopt && identity.scope !== "global" && startFrom !== "inherited";
  const beyond = base !== undefined ? "asked" : isOrdinary ? "defaults" : "anything";
  const isAsked = beyond === "asked" && dependsOnModernAuthentication(noun, values);
  const modernAuthentication = isAsked ? await deployment.modernAuthentication() : undefined;
  const subject: Guarded = {
    ...{ noun, identity, options, beyond, values, declared: known, unknown, modernAuthentication, stored },
    withoutOAuth: modernAuthentication === true ? await withoutOAuth(scope, identity) : undefined,
    makesPassive: beyond === "asked" && noun.governs === "webTicket" && (await becomesPassive(scope, { identity, values, stored })),
  };
  const own = [...guardItself(subject), ...ownUnjudged(noun, expected)];
  const around = refusalsAmong(await guardSurroundings(scope, subject, "checked"));
  const before =
    stored === undefined || refusalsAmong([...own, ...around]).length === 0 || turnsOff(noun, stored, values)
      ? []
      : await guardStored(scope, {
          ...subject,
          values: stored,
          declared: pick(stored, declared),
          unknown: Object.keys(unreadBase),
          stored,
          makesPassive: false,
        });
  const settled = (findings: readonly Finding[]): Finding[] =>
    findings.map((finding) => (isAmong(finding, before) ? asBefore(finding) : finding));
  const findings = [...settled(own), ...refusalsAmong(settled(around))];
  if (beyond !== "asked") return { findings };
  const atEnd = async (ahead: View): Promise<string[]> => {
    const all = settled(await guardSurroundings(ahead, subject, "atEnd"));
    return (isUnchanged ? await atUnchanged(ahead, subject, all) : [...saidOnce(identity, all), ...(await turned(ahead, subject))]).map(
      ({ message }) => message,
    );
  };
  return { findings, atEnd };
}

/** A collection as it will be. What it takes from an outer one may not be known yet, either. */
export function expectedBy(noun: Noun, inputs: Declared, { base, unread = {} }: Pick<Background, "base" | "unread">): Expected {
  const { identity, values: declared, records } = inputs;
  const all: Values = { ...base, ...declared };
  const unreadHere = unreadBut({ values: all, unread }, Object.keys(declared));
  const unknown = Object.keys(all).filter((property) => isUnknown(all[property]));
  const values = without(all, [...unknown, ...Object.keys(unreadHere.unread ?? {})]);
  return { identity, values, unknown, ...unreadHere, secrets: secretsOf(records) };
}

function without(values: Values, properties: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([property]) => !properties.includes(property)));
}

/** What others are told by a collection that this run changes. */
async function turned(ahead: View, { noun, identity }: Guarded): Promise<Finding[]> {
  return noun.governs === "webTicket" ? guardTurned(ahead, await poolsUnder(ahead, identity)) : [];
}

/** Findings at a collection that this run does not change: those that hold for what is stored, and those that are new by what it changes elsewhere, unless they are told there. */
async function atUnchanged(ahead: View, subject: Guarded, all: readonly Finding[]): Promise<Finding[]> {
  const { noun, identity } = subject;
  if (all.length === 0) return [];
  const before = asBeforeRun(ahead);
  const added = addedTo(await guardSurroundings(before, subject, "atEnd"), all);
  // Pools that inherit this from now on have lost a collection that leaves, and are told of there.
  const pools = noun.governs === "webTicket" ? await poolsUnder(before, identity) : [];
  const isNewHere = ({ isToldThere = false, ofPool }: Finding): boolean => !isToldThere && (ofPool === undefined || pools.includes(ofPool));
  return [
    ...saidOnce(
      identity,
      all.filter((finding) => !added.includes(finding)),
    ),
    ...saidOnce(identity, added.filter(isNewHere)).map((finding) => ({ ...finding, message: `${newHere}${finding.message}` })),
  ];
}

/** How it is told that a finding is new by this run at a collection that it does not change. */
export const newHere = "new by what this run changes elsewhere: ";

interface Guarded {
  noun: Noun;
  identity: Identity;
  options: Options;
  values: Values;
  declared: Values;
  unknown: readonly string[];
  beyond: "asked" | "defaults" | "anything";
  modernAuthentication: boolean | undefined;
  /** The pools that it will hold for and that are too old for OAuth, in words. */
  withoutOAuth: string | undefined;
  stored: Values | undefined;
  /** Whether this run makes pools passive by it. */
  makesPassive: boolean;
}

/** What a collection means by itself. */
function guardItself({ options, ...judged }: Guarded): Finding[] {
  const { allowGlobalPassive = false, allowGlobalPassiveAlone = false } = options;
  return judgeCollection({ ...judged, allowed: { globalPassive: allowGlobalPassive, globalPassiveAlone: allowGlobalPassiveAlone } });
}

/** When surroundings are looked at: by check, once the program has ended, or as they are stored, whatever the program makes of them. */
type When = "checked" | "atEnd" | "stored";

/** What it means together with what stands around it: what is refused, and, once it is known what the program makes of its neighbours, what is warned of. */
async function guardSurroundings(view: View, judged: Guarded, when: When): Promise<Finding[]> {
  const { deployment } = view;
  const { noun, identity, options, values, declared, beyond, unknown } = judged;
  if (beyond !== "asked") return [];
  if (noun.governs === "proxySignIn") {
    return guardProxy(view, { identity, values });
  }
  if (noun.governs !== "webTicket") return [];
  const isDeclared = declared.useWsFedPassiveAuth === true;
  const isAllowed = options.allowWithModernAuthentication ?? false;
  const modernAuthentication = isDeclared && !isAllowed && (await deployment.modernAuthentication());
  const findings = [
    ...judgeModern(values, { isDeclared, modernAuthentication, isAllowed }),
    ...(judged.makesPassive ? await guardVersions(view, identity, { isWhole: when === "atEnd" }) : []),
  ];
  if (isTicketUnknown(unknown) || (!isPassiveAlone(values) && !hasNoWay(values))) return findings;
  if (when === "atEnd") return [...findings, ...(await guardPools(view, judged))];
  return hasNoWay(values) ? [...findings, ...(await refuseByProxies(view, judged, when))] : findings;
}

/** Refuses Web Services by the proxies that have been checked before them: of those that come after, each is refused itself. Of the deployment as it is stored, all count. */
async function refuseByProxies(view: View, { identity, values }: Guarded, when: When): Promise<Finding[]> {
  const { memory } = view;
  const refusals = new Map<string, Finding>();
  for (const pool of await poolsUnder(view, identity)) {
    const { proxies } = await aroundWebService(view, pool, values);
    const known = proxies.filter((one) => when === "stored" || memory.outlook.expected(proxy, one.identity) !== undefined);
    const oauth = await oauthFor(view, { pools: [pool], web: values, proxies: known });
    for (const finding of explained(refuseWithoutWay(values, known, oauth), oauth)) refusals.set(finding.message, finding);
  }
  return [...refusals.values()];
}

/** What Web Services mean for each pool that they will hold for. */
async function guardPools(view: View, { identity, values }: Guarded): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const pool of await poolsUnder(view, identity)) found.push(...(await guardPool(view, pool, values)));
  return found;
}

/** What the guards make of the collection as it is stored, beside the others as they are. */
async function guardStored(view: View, stored: Guarded): Promise<Finding[]> {
  return [...guardItself(stored), ...(await guardSurroundings(asStored(view), stored, "stored"))];
}

function pick(values: Values, names: object): Values {
  return Object.fromEntries(Object.entries(values).filter(([property]) => property in names));
}

function refusalsAmong(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity === "refused");
}

/** Whether a sign-in method that is on now would be off, or might be: then what was wrong before becomes worse. */
function turnsOff(noun: Noun, stored: Values, values: Values): boolean {
  return Object.entries(noun.settings).some(([property, setting]) => {
    const method = setting.signIn?.(stored[property]);
    return method !== undefined && setting.signIn?.(values[property]) !== method;
  });
}

/** Whether a refusal is among those of before: in the same words, or about no other pools. */
function isAmong({ severity, property, message, pools }: Finding, before: readonly Finding[]): boolean {
  const alike = before.filter((one) => one.severity === "refused" && one.property === property);
  if (severity !== "refused") return false;
  const refusedBefore = alike.flatMap((one) => one.pools ?? []);
  return alike.some((one) => one.message === message) || (pools?.every((pool) => refusedBefore.includes(pool)) ?? false);
}

function asBefore({ code, property, message }: Finding): Finding {
  return warned(code, property, `${message}. It was so before, and this run changes nothing of it`);
}
