import type * as pulumi from "@pulumi/pulumi";
import type { Noun } from "../configurations/noun";
import type { Deployment } from "../deployment/deployment";
import { declaredIn, type Properties } from "./state";
import { verify } from "./verification";

/** Creates the collection with all its settings in one New, so that at no moment passive and another method are both on. */
export async function create(noun: Noun, deployment: Deployment, inputs: Properties): Promise<pulumi.dynamic.CreateResult> {
  const declared = declaredIn(noun, inputs);
  const id = declared.identity;
  const found = deployment.create(noun, id, declared.values);
  return { id, outs: await verify(noun, deployment, { id, declared, provider: inputs.__provider, found }) };
}
