import type { Deployment } from "../../deployment/deployment";
import { isOthers } from "../../lifecycle/otherDeployment";
import { secretsOf } from "../../lifecycle/secrecy";
import { declaredIn, type Properties } from "../../lifecycle/state";
import { nounOf } from "../../resources/typeOf";
import { differences } from "../../lifecycle/verification";

/** A resource as a stack's exported state has it. */
export interface StateResource {
  type: string;
  /** Its identity; never encrypted. */
  id?: string;
  outputs?: Properties;
  /** Why it was not made as declared. */
  initErrors?: string[];
}

/** What a deployment, read afresh, holds otherwise than a stack's state says; empty where all is as declared. `others` are collections of other deployments, by explicit providers. */
export async function verifyStored(
  deployment: Deployment,
  resources: readonly StateResource[],
): Promise<{ verified: number; reasons: string[]; others: string[] }> {
  const [reasons, others]: [string[], string[]] = [[], []];
  let verified = 0;
  for (const { type, id, outputs = {} } of resources) {
    const noun = nounOf(type);
    if (noun === undefined || outputs.deployment === undefined) continue;
    const { values, records } = declaredIn(noun, outputs);
    const identity = id ?? String(outputs.identity);
    if (await isOthers(noun, { identity, deployment: outputs.deployment }, deployment)) {
      others.push(identity);
      continue;
    }
    const found = await deployment.find(noun, identity);
    verified += 1;
    // A secret is encrypted in the state: what it is, the update itself has verified.
    const told = Object.entries(values).filter(([property, value]) => !secretsOf(records).includes(property) && !isEncrypted(value));
    if (found === undefined) reasons.push(`"${identity}" has no ${noun.type}`);
    else reasons.push(...differences(noun, Object.fromEntries(told), found));
  }
  return { verified, reasons, others };
}

// How Pulumi marks what is no plain value, and that it is a secret.
const [signature, secretSignature] = ["4dabf18193072939515e22adb298388d", "1b47061264138c4ac30d75fd1eb44270"];

/** Whether a value of an exported state is encrypted, or has something in it that is: a secret that the program did not give as one. */
function isEncrypted(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return (value as Properties)[signature] === secretSignature || Object.values(value).some(isEncrypted);
}
