import type { Noun } from "../configurations/noun";
import type { Deployment } from "../deployment/deployment";
import { declaredIn, refuseOtherDeployment, type Properties } from "./state";

/** Removes the collection, so that the pool inherits again. One that is already gone is no error. */
export async function remove(noun: Noun, deployment: Deployment, props: Properties): Promise<void> {
  refuseOtherDeployment(props, deployment);
  await deployment.remove(noun, declaredIn(noun, props).identity);
}
