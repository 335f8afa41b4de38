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
import { sentence } from "../sentence";
import { validate } from "./validate";

/**
 * Validates what a program declared, and returns it in canonical form. It reports everything that
 * is wrong with a resource at once. It also reads the deployment, so that a preview already shows
 * problems that otherwise only create would find. It runs the guards, and records for create what
 * it found.
 *
 * @param before the old inputs; undefined for a new resource.
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

/** Records what a class sends about the rest of the program and about the old state. */
function recordTold({ owned, declarations, outlook }: Memory, noun: Noun, { program, outerSecrets }: Beside): void {
  if (outerSecrets !== undefined) owned.recordSecrets(noun, outerSecrets);
  if (program === undefined) return;
  const { passive = "", proxies = "", webServices = [] }: ProgramBeside = program;
  outlook.recordPassive(passive);
  declarations.recordTold({ proxies, webServices });
}

/** Refuses a text that became known only later and holds half of a surrogate pair. */
function unpairedLater({ unpaired }: Beside): Finding[] {
  return unpaired === undefined ? [] : [refused("unpairedSurrogate", "", `${unpaired}: ${unpairedReason}`)];
}

/**
 * Refuses a federation service that a PassiveAuthentication received as an output, if no URI can be
 * made of it.
 */
function noFederationService({ federationService: name }: Beside, secrets: readonly string[]): Finding[] {
  const property = "wsFedPassiveMetadataUri";
  const problem = name === undefined ? undefined : federationServiceProblem(name);
  if (problem === undefined) return [];
  const given = secrets.includes(property) ? "the secret value" : JSON.stringify(name);
  return [refused("noFederationService", property, `federationService: ${given} ${sentence(problem)}`)];
}

/**
 * The name by which the state remembers the deployment. It keeps its present name as long as that
 * name is valid.
 */
async function nameAfter(scope: Scope, before: Inputs | undefined): Promise<string> {
  const { deployment } = scope;
  const isRenamed = before !== undefined && (await refuseOtherDeployment(scope, before));
  return isRenamed && !deployment.isOffline ? deployment.nameInStates() : nameIn({ deployment: before?.deployment }, deployment);
}

/** Refuses collections of other deployments in the stack's state, as the class sent it. */
async function refuseOthers(scope: Scope, { isExplicit, state }: Beside, known: State | undefined): Promise<void> {
  const { deployment } = scope;
  // An explicit provider with its own way to the deployment may be the first of several.
  const isOneOfSeveral = isExplicit === true && deployment.way !== "local";
  if (!isOneOfSeveral) await refuseOthersState(state ?? {}, deployment);
  if (known !== undefined) await refuseOtherDeployment(scope, known);
}
