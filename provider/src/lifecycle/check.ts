import { federationServiceProblem } from "../configurations/federation";
import type { Noun } from "../configurations/noun";
import { unpairedReason } from "../configurations/wellFormed";
import { LyncError } from "../errors";
import { refused, type Finding } from "../finding";
import type { Given } from "../stack/bag";
import type { Beside, ProgramBeside } from "../stack/beside";
import { inputsOf, type Inputs, type State } from "../stack/declared";
import type { Memory, Scope } from "../stack/memory";
import { stateBefore } from "../stack/remembered";
import { examine, type Checked } from "./examine";
import { nameIn, OtherDeployment, refuseAsBefore, refuseOthersState, refuseOtherDeployment } from "./otherDeployment";
import { maskOf, withoutSecrets } from "./secrecy";
import { validate } from "./validate";

/**
 * Validates what a program declared, and answers it in canonical form; all that is wrong with one
 * resource is told at once. It asks the deployment, too, so that a preview shows what only create
 * would find out, runs the guards, and writes down for create what it found.
 *
 * @param before the inputs until now; undefined for a new resource.
 */
export async function check(scope: Scope, before: Inputs | undefined, given: Given): Promise<Checked> {
  const { noun, memory } = scope;
  const { beside, secretSettings, args } = given;
  recordTold(memory, noun, beside);
  const { declared, failures } = validate(noun, given);
  const mask = maskOf(secretSettings, args);
  const refusals = [...unpairedLater(beside), ...failures];
  if (refusals.length > 0) return { inputs: inputsOf(declared, undefined), failures: withoutSecrets(refusals, secretSettings, mask) };
  try {
    refuseAsBefore(scope);
    const deployment = await nameAfter(scope, before);
    const known = stateBefore(noun, beside.remembered);
    await refuseOthers(scope, beside, known);
    if (known !== undefined) memory.owned.recordUnlessKnown(noun, known);
    const { inputs, failures: found } = await examine(scope, { before, given, declared });
    const wrong = [...noFederationService(beside, secretSettings), ...found];
    return { inputs: { ...inputs, deployment }, failures: withoutSecrets(wrong, secretSettings, mask) };
  } catch (error) {
    if (!(error instanceof LyncError) || error instanceof OtherDeployment) throw error;
    return { inputs: inputsOf(declared, undefined), failures: [refused(error.code, "", mask.hide(error.message))] };
  }
}

/** Takes what a class tells of the rest of the program, and of the state until now. */
function recordTold({ owned, declarations, outlook }: Memory, noun: Noun, { program, outerSecrets }: Beside): void {
  if (outerSecrets !== undefined) owned.recordSecrets(noun, outerSecrets);
  if (program === undefined) return;
  const { passive = "", proxies = "", webServices = [] }: ProgramBeside = program;
  outlook.recordPassive(passive);
  declarations.recordTold({ proxies, webServices });
}

/** Refuses a text that was known only later, and has half of a surrogate pair. */
function unpairedLater({ unpaired }: Beside): Finding[] {
  return unpaired === undefined ? [] : [refused("unpairedSurrogate", "", `${unpaired}: ${unpairedReason}`)];
}

/**
 * Refuses what a PassiveAuthentication was given as an output, and that is no name to make a URI
 * of.
 */
function noFederationService({ federationService: name }: Beside, secrets: readonly string[]): Finding[] {
  const property = "wsFedPassiveMetadataUri";
  const problem = name === undefined ? undefined : federationServiceProblem(name);
  if (problem === undefined) return [];
  const given = secrets.includes(property) ? "the secret value" : JSON.stringify(name);
  return [refused("noFederationService", property, `federationService: ${given} ${problem}`)];
}

/**
 * What the state is to remember the deployment by: what it does already, as long as that will do.
 */
async function nameAfter(scope: Scope, before: Inputs | undefined): Promise<string> {
  const { deployment } = scope;
  const isRenamed = before !== undefined && (await refuseOtherDeployment(scope, before));
  return isRenamed && !deployment.isOffline ? deployment.nameInStates() : nameIn({ deployment: before?.deployment }, deployment);
}

/** Refuses what the stack's state, as the class tells it, has of other deployments. */
async function refuseOthers(scope: Scope, { isExplicit, state }: Beside, known: State | undefined): Promise<void> {
  const { deployment } = scope;
  // An explicit provider that says itself which deployment it is may be the first of several.
  const isOneOfSeveral = isExplicit === true && deployment.way !== "local";
  if (!isOneOfSeveral) await refuseOthersState(state ?? {}, deployment);
  if (known !== undefined) await refuseOtherDeployment(scope, known);
}
