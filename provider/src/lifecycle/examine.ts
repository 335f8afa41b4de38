import { parseIdentity } from "../configurations/identity";
import { isUnread, type Values } from "../configurations/noun";
import type { Collection } from "../deployment/deployment";
import { lackingText } from "../deployment/lacking";
import { unreadDeclaredText } from "../deployment/unread";
import { findingText, isRefused, refused, warned, type Finding } from "../finding";
import { expectedBy, judge, type Background } from "../guards/judge";
import { readBeforeRun } from "../guards/passiveBefore";
import type { Given } from "../stack/bag";
import { inputsOf, nonEmpty, secretsOf, type Declared, type Inputs } from "../stack/declared";
import { declaredTwice } from "../stack/declarations";
import type { Scope } from "../stack/memory";
import { isUnknown } from "../stack/unknown";
import { changedSettings, isSameIdentity } from "./diff";
import { driftOf } from "./drift";
import { missingScope } from "./existence";
import type { Expectation } from "./expectation";
import { ofNew } from "./foundCollection";
import { knownBefore, ofManaged } from "./managedCollection";
import { sayWarning } from "./say";
import { encryptable, lostSecret, maskOf, stillSecret, withoutOuterSecrets, withoutSecrets } from "./secrecy";
import { tooLate } from "./tooLate";

/** What check examines. */
interface Examined {
  /** The old inputs; undefined for a new resource. */
  before: Inputs | undefined;
  given: Given;
  /** What is declared, validated. */
  declared: Declared;
}

/** The result of check. */
export interface Checked {
  /** What was declared, in canonical form, and what check found. Later verbs receive this. */
  inputs: Inputs;
  failures: Finding[];
}

/** Reads the deployment, runs the guards, and records in the inputs what was found. */
export async function examine(scope: Scope, examined: Examined): Promise<Checked> {
  const { noun, deployment, memory } = scope;
  const { before, given, declared } = examined;
  const { identity } = declared;
  const inputs = inputsOf(declared, undefined);
  if (before !== undefined) memory.owned.recordAssumed(noun, before);
  if (isUnknown(identity)) {
    memory.declarations.recordUnidentified(noun);
    return { inputs, failures: [] };
  }
  const { mark } = given.beside;
  const other = mark === undefined ? undefined : memory.declarations.recordMark(noun, identity, mark);
  if (other !== undefined) {
    const message = `${noun.type} ${declaredTwice(mark ?? "", other, identity)}`;
    return { inputs, failures: [refused("declaredTwice", "identity", message)] };
  }
  memory.declarations.record(noun, identity, declared.values);
  memory.passivePools.forget();
  return deployment.isOffline ? examineOffline(scope, examined, inputs) : examineOnline(scope, examined, inputs);
}

/**
 * Judges with only the declaration and the state. The engine keeps these inputs even if nothing
 * changed.
 */
async function examineOffline(scope: Scope, { before, given, declared }: Examined, inputs: Inputs): Promise<Checked> {
  const { noun, memory } = scope;
  const same = sameIn(before, declared);
  const secrets = { given: given.secretSettings, marks: given.marks };
  const owned = memory.owned.get(noun, declared.identity) ?? same;
  const secretSettings = stillSecret(given.secretSettings, { before: owned?.records ?? {}, after: declared.values });
  const known = same === undefined ? {} : withoutOuterSecrets(knownBefore(noun, same, declared), secretSettings);
  const { records } = same === undefined ? { records: {} } : encryptable(known, secretSettings, secrets);
  const kept = same === undefined ? declared : withSecrets({ ...declared, records }, secretSettings);
  const isUnchanged = same !== undefined && changedSettings(noun, same, declared).length === 0;
  const background: Background = { base: undefined, stored: same?.values, isManaged: same !== undefined, isUnchanged };
  const expected = expectedBy(noun, kept, background);
  memory.outlook.recordExpected(noun, expected);
  const { findings } = await judge(scope, kept, { ...background, expected });
  const mask = maskOf(secretsOf(kept.records), declared.values, before?.values);
  const warnings = told(kept.identity, { warnings: warningsAmong(findings).map((text) => mask.hide(text)), isUnchanged });
  const failures = withoutSecrets(findings.filter(isRefused), secretsOf(kept.records), mask);
  return { inputs: { ...inputs, ...kept, warnings }, failures };
}

/** Judges with the declaration, the state and the collections of the deployment. */
async function examineOnline(scope: Scope, examined: Examined, inputs: Inputs): Promise<Checked> {
  const { noun, deployment, memory } = scope;
  const { before, given, declared } = examined;
  const same = sameIn(before, declared);
  const missing = await missingScope(deployment, parseIdentity(declared.identity, noun), given.beside.role);
  // A collection that the stack already has is not created by this up.
  if (missing !== undefined && same === undefined) return { inputs, failures: [namedBy(declared.identity, missing)] };
  const lacking = await refuseLacking(scope, before?.values ?? {}, declared.values);
  if (lacking.length > 0) return { inputs, failures: lacking };
  await readBeforeRun(scope);
  const found = await deployment.find(noun, declared.identity);
  // The process may have seen another half of the resource, with a better record of what was there
  // before.
  const owned = memory.owned.get(noun, declared.identity);
  const unread = unreadDeclared(scope, declared, { found, secrets: [...given.secretSettings, ...secretsOf(owned?.records)] });
  if (unread.length > 0) return { inputs, failures: unread };
  const expectation =
    same !== undefined && owned !== undefined
      ? await ofManaged(scope, { before: owned, after: declared, found })
      : await ofNew(scope, declared, found);
  const { kept, lost } = writtenDown({ declared, given, owned, expectation });
  const { secretSettings = [] } = kept.records;
  memory.underWay.recordChecked(noun, declared.identity, nonEmpty({ previous: expectation.records.previous, since: expectation.since }));
  const changed = same === undefined ? [] : changedSettings(noun, same, declared);
  const isUnchanged = same !== undefined && changed.length === 0;
  const background: Background = {
    base: expectation.base,
    unread: expectation.unread,
    stored: found?.values,
    isManaged: same !== undefined,
    isUnchanged,
  };
  const expected = expectedBy(noun, kept, background);
  memory.outlook.recordExpected(noun, expected);
  const { findings, atEnd } = await judge(scope, kept, { ...background, expected });
  const late = await tooLate(scope, declared.identity, given.beside.after);
  if (expectation.taken !== undefined) {
    const { notWaitedFor = [] } = given.beside;
    memory.underWay.recordTaken(noun, { identity: declared.identity, values: expectation.taken, notWaitedFor });
  }
  const mask = maskOf(secretSettings, declared.values, found?.values, expectation.base, expectation.records.previous);
  const refusals = [...late, ...findings.filter(isRefused)];
  if (atEnd !== undefined && refusals.length === 0) {
    memory.endings.recordPending(declared.identity, {
      noun,
      mark: given.beside.mark ?? "",
      judge: async (ahead) => (await atEnd(ahead)).map((text) => mask.hide(text)),
    });
  }
  const gone = missing === undefined ? [] : [warned(missing.code, "", missing.message)];
  const all = [...gone, ...lost.map(lostSecret), ...expectation.warnings, ...findings];
  return {
    inputs: {
      ...inputs,
      ...kept,
      // Update uses this, and a preview shows it.
      reset: expectation.reset ?? {},
      // A preview shows all secrets in the same way, so a plan needs this list to see that a secret
      // changes.
      changedSecrets: changed.filter((property) => property in declared.values && secretSettings.includes(property)),
      // For the plan and the rollout's gate, because they see no state from before a refresh.
      drift: driftOf(noun, { before: given.beside.remembered?.signIn, found, declared, secrets: secretSettings }),
      warnings: told(declared.identity, { warnings: warningsAmong(all).map((text) => mask.hide(text)), isUnchanged }),
    },
    failures: withoutSecrets(refusals, secretSettings, mask),
  };
}

/**
 * A finding whose message begins with the identity, because the engine does not name the resource
 * there.
 */
function namedBy(identity: string, finding: Finding): Finding {
  return { ...finding, message: `"${identity}": ${finding.message}` };
}

/** The old inputs, if they belong to the same collection. */
function sameIn(before: Inputs | undefined, declared: Declared): Inputs | undefined {
  return before !== undefined && isSameIdentity(before, declared) ? before : undefined;
}

/**
 * The declaration with the records that later verbs need, in the form that a state may hold. `lost`
 * names the settings whose secrets a state must not hold.
 */
function writtenDown({
  declared,
  given: { secretSettings: given, marks },
  owned,
  expectation,
}: {
  declared: Declared;
  given: Given;
  owned: Declared | undefined;
  expectation: Expectation;
}): { kept: Declared; lost: string[] } {
  const secretSettings = stillSecret(given, {
    before: owned?.records ?? {},
    after: declared.values,
    previous: expectation.records.previous,
    others: expectation.secrets,
  });
  const { records, lost } = encryptable(withoutOuterSecrets(expectation.records, secretSettings), secretSettings, { given, marks });
  return { kept: withSecrets({ ...declared, records }, secretSettings), lost };
}

function withSecrets(declared: Declared, secretSettings: readonly string[]): Declared {
  if (secretSettings.length === 0) return declared;
  return { ...declared, records: { ...declared.records, secretSettings: [...secretSettings] } };
}

/**
 * Returns the warnings if the resource will be created or changed. Its class then logs them,
 * because only there do they have a URN. Prints the warnings of an unchanged resource.
 */
function told(identity: string, { warnings, isUnchanged }: { warnings: string[]; isUnchanged: boolean }): string[] {
  if (!isUnchanged) return warnings;
  for (const warning of warnings) sayWarning(identity, warning);
  return [];
}

function warningsAmong(findings: readonly Finding[]): string[] {
  return findings.filter((finding) => !isRefused(finding)).map(findingText);
}

/**
 * Refuses a declared setting whose value cannot be read, because it cannot be adopted, compared or
 * verified. A failure about a secret names no property, because the engine prints the property's
 * value.
 */
function unreadDeclared(
  { noun }: Scope,
  { values }: Declared,
  { found, secrets }: { found: Collection | undefined; secrets: readonly string[] },
): Finding[] {
  if (found === undefined) return [];
  return Object.keys(values)
    .filter((property) => isUnread(found, property))
    .map((property) =>
      refused("unread", secrets.includes(property) ? "" : property, unreadDeclaredText(noun, found, { property, secrets })),
    );
}

/**
 * Refuses a newly declared setting that this deployment does not have. The server has already taken
 * the other settings.
 */
async function refuseLacking({ noun, deployment }: Scope, before: Values, after: Values): Promise<Finding[]> {
  const added = Object.keys(after).filter((property) => !(property in before));
  if (added.length === 0) return [];
  return (await deployment.lacking(noun, added)).map((lacking) => refused("lacking", lacking.property, lackingText(lacking)));
}
