import type { Workspace } from "@pulumi/pulumi/automation";
import type { Properties } from "../stack/bag";

/** A resource as a stack's exported state has it. */
export interface StateResource {
  urn: string;
  type: string;
  /** Its identity; never encrypted. */
  id?: string;
  outputs?: Properties;
  /** Why it was not made as declared. */
  initErrors?: string[];
}

/** The resources of a stack's state. */
export async function resourcesOf(workspace: Workspace, stack: string): Promise<StateResource[]> {
  const { deployment } = (await workspace.exportStack(stack)) as { deployment: { resources?: StateResource[] } };
  return deployment.resources ?? [];
}
