import { nouns } from "../../configurations/nouns";
import type { Deployment } from "../../deployment/deployment";
import { declaredIn, type Properties } from "../../lifecycle/state";
import { differences } from "../../lifecycle/verification";

/** A resource as a stack's exported state has it. */
export interface StateResource {
  type: string;
  outputs?: Properties;
  /** Why it was not made as declared. */
  initErrors?: string[];
}

/** What a deployment, read afresh, holds otherwise than a stack's state says; empty where all is as declared. */
export async function verifyStored(
  deployment: Deployment,
  resources: readonly StateResource[],
): Promise<{ verified: number; reasons: string[] }> {
  const reasons: string[] = [];
  let verified = 0;
  for (const { type, outputs = {} } of resources) {
    const noun = nouns.find((known) => type === `pulumi-nodejs:dynamic/lync:${known.type}`);
    if (noun === undefined || outputs.deployment === undefined) continue;
    const { identity, values, records } = declaredIn(noun, outputs);
    const found = await deployment.find(noun, identity);
    verified += 1;
    // A secret is encrypted in the state: what it is, the update itself has verified.
    const told = Object.entries(values).filter(([property]) => records.secretSettings?.includes(property) !== true);
    if (found === undefined) reasons.push(`"${identity}" has no ${noun.type}`);
    else reasons.push(...differences(noun, Object.fromEntries(told), found));
  }
  return { verified, reasons };
}
