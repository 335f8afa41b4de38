import type * as pulumi from "@pulumi/pulumi";
import type { Noun } from "../configurations/noun";
import type { Collection, Deployment } from "../deployment/deployment";
import { claimsOn } from "./claims";
import { say, sayWarnings } from "./say";
import { declaredIn, refuseOtherDeployment, type Declared, type Properties } from "./state";
import { undoText } from "./undo";
import { verify } from "./verification";
import { creation } from "./writes";

/** Creates the collection, or brings one that is there already, and that check let pass, to the declared state. */
export async function create(noun: Noun, deployment: Deployment, inputs: Properties): Promise<pulumi.dynamic.CreateResult> {
  refuseOtherDeployment(inputs, deployment);
  const declared = declaredIn(noun, inputs);
  const id = declared.identity;
  sayWarnings(inputs);
  const found = write(noun, deployment, declared);
  return { id, outs: await verify(noun, deployment, { id, declared, provider: inputs.__provider, found }) };
}

async function write(noun: Noun, deployment: Deployment, declared: Declared): Promise<Collection> {
  const { identity, records } = declared;
  const found = await deployment.find(noun, identity);
  const isOwned = claimsOn(deployment).owned(noun, identity) !== undefined;
  const { verb, values } = creation(noun, declared, found, isOwned);
  if (found === undefined || verb === "New") return deployment.create(noun, identity, values, records.secretSettings);
  if (Object.keys(values).length === 0) return found;
  // The state does not have them yet: should this process die now, here they stand.
  if (records.previous !== undefined && !isOwned) say(identity, `adopted; what undoes it: ${undoText(noun, identity, records)}`);
  return deployment.set(noun, identity, values, records.secretSettings);
}
