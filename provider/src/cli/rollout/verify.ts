import { isRpcSecret } from "@pulumi/pulumi/runtime/rpc";
import type { Deployment } from "../../deployment/deployment";
import { isOthers } from "../../lifecycle/otherDeployment";
import { stateIn } from "../../stack/bag";
import { secretsOf } from "../../stack/declared";
import { nounOf } from "../../resources/typeOf";
import { differences } from "../../lifecycle/verification";
import { isSomewhere } from "./isSomewhere";
import type { StateResource } from "../stateResources";

/** What a deployment, read afresh, holds otherwise than a stack's state says; empty where all is as declared. `others` are collections of other deployments, by explicit providers. */
export async function verifyStored(
  deployment: Deployment,
  resources: readonly StateResource[],
): Promise<{ verified: number; reasons: string[]; others: string[] }> {
  const [reasons, others]: [string[], string[]] = [[], []];
  let verified = 0;
  for (const { type, id, outputs = {} } of resources) {
    const noun = nounOf(type);
    if (noun === undefined) continue;
    const state = stateIn(noun, outputs);
    const { values, records } = state;
    if (state.deployment === undefined) continue;
    const identity = id ?? state.identity;
    if (await isOthers({ noun, deployment }, { identity, deployment: state.deployment })) {
      others.push(identity);
      continue;
    }
    const found = await deployment.find(noun, identity);
    verified += 1;
    // A secret is encrypted in the state: what it is, the update itself has verified.
    const told = Object.entries(values).filter(
      ([property, value]) => !secretsOf(records).includes(property) && !isSomewhere(value, isRpcSecret),
    );
    if (found === undefined) reasons.push(`"${identity}" has no ${noun.type}`);
    else reasons.push(...differences(noun, Object.fromEntries(told), { found }));
  }
  return { verified, reasons, others };
}
