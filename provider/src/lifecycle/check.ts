import type * as pulumi from "@pulumi/pulumi";
import { federationServiceProblem } from "../configurations/federation";
import { unpairedReason } from "../configurations/wellFormed";
import { identityKey, parseIdentity } from "../configurations/identity";
import { isUnread, type Noun, type Values } from "../configurations/noun";
import { lackingText } from "../deployment/lacking";
import type { Collection } from "../deployment/deployment";
import { unreadDeclaredText } from "../deployment/unread";
import { LyncError } from "../errors";
import type { Memory, Scope } from "../stack/memory";
import type { Finding } from "../finding";
import { changedSettings } from "./diff";
import { driftOf } from "./drift";
import { missingScope } from "./existence";
import { knownBefore, ofManaged, ofNew } from "./expectation";
import type { Beside, ProgramBeside } from "../stack/beside";
import { declaredTwice } from "../stack/declarations";
import { expectedBy, judge } from "../guards/judge";
import { readBeforeRun } from "../guards/passiveBefore";
import { nameIn, OtherDeployment, refuseOthersState, refuseOtherDeployment } from "./otherDeployment";
import { declaredBefore } from "../stack/remembered";
import { say } from "./say";
import { encryptable, lostSecret, marksIn, maskOf, stillSecret, withoutOuterSecrets, withoutSecrets } from "./secrecy";
import { declaredIn, nonEmpty, type Declared, type Properties, secretsOf } from "../stack/bag";
import { tooLate } from "./tooLate";
import { isUnknown } from "../stack/unknown";
import { validate, type Failure } from "./validate";

/**
 * Validates what a program declared, and answers it in canonical form; all that is wrong with one resource is told at once. It asks the deployment, too, so that a
 * preview shows what only create would find out, runs the guards, and writes down for create what it found.
 */
export async function check(scope: Scope, olds: Properties, news: Properties): Promise<pulumi.dynamic.CheckResult> {
  const { noun, deployment, memory } = scope;
  const { inputs, failures } = validate(noun, news);
  const beside: Beside = typeof news.beside === "object" && news.beside !== null ? news.beside : {};
  if (beside.program !== undefined) recordTold(memory, beside.program);
  if (beside.outerSecrets !== undefined) memory.owned.recordSecrets(noun, beside.outerSecrets);
  if (typeof beside.unpaired === "string" && !isUnknown(beside.unpaired)) {
    return { inputs, failures: [{ property: "", reason: `${beside.unpaired}: ${unpairedReason}` }] };
  }
  const given = secretsOf(news);
  const mask = maskOf(given, news);
  if (failures.length > 0) return { inputs, failures: withoutSecrets(failures, given, mask) };
  try {
    inputs.deployment = await nameAfter(scope, olds);
    // An explicit provider that says itself which deployment it is may be the first of several.
    const isOneOfSeveral = beside.isExplicit === true && deployment.way !== "local";
    if (!isOneOfSeveral) await refuseOthersState(beside.state ?? {}, deployment);
    const before = declaredBefore(noun, beside.remembered);
    if (before !== undefined) {
      await refuseOtherDeployment(scope, { identity: before.identity, deployment: before.deployment });
      memory.owned.recordUnlessKnown(noun, before);
    }
    const found = await examine(scope, { olds, beside, inputs, marks: marksIn(noun, news) });
    return { inputs, failures: withoutSecrets([...noFederationService(beside, given), ...found], given, mask) };
  } catch (error) {
    if (!(error instanceof LyncError) || error instanceof OtherDeployment) throw error;
    // A failure without a property is one clean line.
    return { inputs, failures: [{ property: "", reason: mask.hide(error.message) }] };
  }
}

/** Takes what a class tells of the rest of the program. */
function recordTold({ declarations, outlook }: Memory, { passive = "", proxies = "", webServices = [] }: ProgramBeside): void {
  outlook.recordPassive(passive);
  declarations.recordTold({ proxies: proxies.split(" "), webServices });
}

/** Refuses what a PassiveAuthentication was given as an output, and that is no name to make a URI of. */
function noFederationService({ federationService: name }: Beside, secrets: readonly string[]): Failure[] {
  const property = "wsFedPassiveMetadataUri";
  const problem = typeof name !== "string" || isUnknown(name) ? undefined : federationServiceProblem(name);
  if (problem === undefined) return [];
  return [{ property, reason: `federationService: ${secrets.includes(property) ? "the secret value" : JSON.stringify(name)} ${problem}` }];
}

/** What the state is to remember the deployment by: what it does already, as long as that will do. */
async function nameAfter(scope: Scope, olds: Properties): Promise<string> {
  const { deployment } = scope;
  const isRenamed = await refuseOtherDeployment(scope, olds);
  return isRenamed && !deployment.isOffline ? deployment.nameInStates() : nameIn(olds, deployment);
}

/** Asks the deployment, runs the guards, and writes down in the inputs what it found. */
async function examine(
  scope: Scope,
  { olds, beside, inputs, marks }: { olds: Properties; beside: Beside; inputs: Properties; marks: readonly string[] },
): Promise<Failure[]> {
  const { noun, deployment, memory } = scope;
  const isNew = olds.identity === undefined;
  const declared = declaredIn(noun, inputs);
  if (!isNew) memory.owned.recordAssumed(noun, declaredIn(noun, olds));
  if (isUnknown(inputs.identity)) {
    memory.declarations.recordUnidentified(noun);
    return [];
  }
  const other = beside.mark === undefined ? undefined : memory.declarations.recordMark(noun, declared.identity, beside.mark);
  if (other !== undefined)
    return [{ property: "identity", reason: `${noun.type} ${declaredTwice(beside.mark ?? "", other, declared.identity)}` }];
  memory.declarations.record(noun, declared.identity, declared.values);
  memory.passivePools.forget();
  const isSame = !isNew && sameIdentity(olds, inputs);
  const isUnchanged = (): boolean => isSame && changedSettings(noun, olds, inputs).length === 0;
  if (deployment.isOffline) {
    // The engine keeps these inputs, be nothing changed.
    if (isSame) {
      const before = memory.owned.get(noun, declared.identity) ?? declaredIn(noun, olds);
      const given = secretsOf(inputs);
      const secretSettings = stillSecret(given, { before: before.records, after: declared.values });
      keepSecrets(inputs, secretSettings);
      const known = withoutOuterSecrets(knownBefore(noun, declaredIn(noun, olds), declared), secretSettings);
      Object.assign(inputs, encryptable(known, secretSettings, { given, marks }).records);
    }
    const stored = isSame ? declaredIn(noun, olds).values : undefined;
    const background = { base: undefined, stored, isManaged: isSame, isUnchanged: isUnchanged() };
    memory.outlook.recordExpected(noun, expectedBy(noun, inputs, background));
    const { findings } = await judge(scope, inputs, background);
    const mask = maskOf(secretsOf(inputs), inputs, declaredIn(noun, olds).values);
    tellWarnings(inputs, { warnings: warningsAmong(findings).map((text) => mask.hide(text)), isUnchanged: isUnchanged() });
    return withoutSecrets(refusals(findings), secretsOf(inputs), mask);
  }

  const missing = await missingScope(deployment, parseIdentity(declared.identity, noun), beside.role);
  // What the stack has already is not made by this up.
  if (missing !== undefined && !isSame) return [{ property: "identity", reason: `"${declared.identity}": ${missing}` }];

  const lacking = await refuseLacking(scope, declaredIn(noun, olds).values, declared.values);
  if (lacking.length > 0) return lacking;

  // Before a verb changes any.
  await readBeforeRun(scope);
  const found = await deployment.find(noun, declared.identity);
  // With what the process has heard of another half of it: that may know better what was there before.
  const before = memory.owned.get(noun, declared.identity);
  const unread = unreadDeclared(noun, found, { declared, secrets: secretsOf(inputs, before?.records) });
  if (unread.length > 0) return unread;
  const expectation =
    isSame && before !== undefined ? await ofManaged(scope, { before, after: declared, found }) : await ofNew(scope, declared, found);
  const given = secretsOf(inputs);
  const secretSettings = stillSecret(given, {
    before: before?.records ?? {},
    after: declared.values,
    previous: expectation.records.previous,
    others: expectation.secrets,
  });
  keepSecrets(inputs, secretSettings);
  const { records, lost } = encryptable(withoutOuterSecrets(expectation.records, secretSettings), secretSettings, { given, marks });
  Object.assign(inputs, records);
  // For update, and so that a preview shows it.
  if (Object.keys(expectation.reset ?? {}).length > 0) inputs.reset = expectation.reset;
  memory.underWay.recordChecked(noun, declared.identity, nonEmpty({ previous: expectation.records.previous, since: expectation.since }));
  const secrets = isSame
    ? changedSettings(noun, olds, inputs).filter((property) => property in declared.values && secretSettings.includes(property))
    : [];
  // A preview shows every secret alike: this alone tells a plan that one changes.
  if (secrets.length > 0) inputs.changedSecrets = secrets;
  // For the plan and the rollout's gate, which see no state from before a refresh.
  const drift = driftOf(noun, { before: beside.remembered?.signIn, found, declared, secrets: secretSettings });
  if (drift.length > 0) inputs.drift = drift;

  const background = {
    base: expectation.base,
    unread: expectation.unread,
    stored: found?.values,
    isManaged: isSame,
    isUnchanged: isUnchanged(),
  };
  memory.outlook.recordExpected(noun, expectedBy(noun, inputs, background));
  const { findings, atEnd } = await judge(scope, inputs, background);
  const late = await tooLate(scope, declared.identity, beside.after);
  if (expectation.taken !== undefined) {
    memory.underWay.recordTaken(noun, { identity: declared.identity, values: expectation.taken, notWaitedFor: beside.notWaitedFor ?? [] });
  }
  const gone = missing === undefined ? [] : [missing];
  const mask = maskOf(secretSettings, inputs, found?.values, expectation.base, expectation.records.previous);
  const refused = [...late, ...refusals(findings)];
  if (atEnd !== undefined && refused.length === 0) {
    memory.endings.recordPending(declared.identity, {
      noun,
      mark: beside.mark ?? "",
      judge: async (ahead) => (await atEnd(ahead)).map((text) => mask.hide(text)),
    });
  }
  const warnings = [...gone, ...lost.map(lostSecret), ...expectation.warnings, ...warningsAmong(findings)].map((text) => mask.hide(text));
  tellWarnings(inputs, { warnings, isUnchanged: isUnchanged() });
  return withoutSecrets(refused, secretSettings, mask);
}

function keepSecrets(inputs: Properties, secretSettings: readonly string[]): void {
  if (secretSettings.length > 0) inputs.secretSettings = secretSettings;
}

/** Of a resource that will be created or changed the class logs the warnings, for only there do they have a URN; else they go to standard error. */
function tellWarnings(inputs: Properties, { warnings, isUnchanged }: { warnings: string[]; isUnchanged: boolean }): void {
  if (warnings.length === 0) return;
  if (!isUnchanged) inputs.warnings = warnings;
  else for (const warning of warnings) say(String(inputs.identity), `warning: ${warning}`);
}

function warningsAmong(findings: readonly Finding[]): string[] {
  return findings.filter(({ severity }) => severity === "warned").map(({ message }) => message);
}

function refusals(findings: readonly Finding[]): Failure[] {
  return findings.filter(({ severity }) => severity === "refused").map(({ property, message }) => ({ property, reason: message }));
}

/** A declared setting whose value cannot be read cannot be adopted, compared or verified. Of a secret no failure names the property, because the engine prints its value. */
function unreadDeclared(
  noun: Noun,
  found: Collection | undefined,
  { declared, secrets }: { declared: Declared; secrets: readonly string[] },
): Failure[] {
  if (found === undefined) return [];
  return Object.keys(declared.values)
    .filter((property) => isUnread(found, property))
    .map((property) => ({
      property: secrets.includes(property) ? "" : property,
      reason: unreadDeclaredText(noun, found, { property, secrets }),
    }));
}

/** A setting that this deployment does not take is refused when it is first declared: the rest the server has taken already. */
async function refuseLacking({ noun, deployment }: Scope, before: Values, after: Values): Promise<Failure[]> {
  const added = Object.keys(after).filter((property) => !(property in before));
  if (added.length === 0) return [];
  return (await deployment.lacking(noun, added)).map((lacking) => ({ property: lacking.property, reason: lackingText(lacking) }));
}

function sameIdentity(olds: Properties, news: Properties): boolean {
  return identityKey(String(olds.identity)) === identityKey(String(news.identity));
}
