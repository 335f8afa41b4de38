import type { Workspace } from "@pulumi/pulumi/automation";
import type { Properties } from "../stack/bag";

/** A resource in a stack's exported state. */
export interface StateResource {
  urn: string;
  type: string;
  /** Its identity; never encrypted. */
  id?: string;
  outputs?: Properties;
  /** Why its last create or update was not complete. */
  initErrors?: string[];
}

/** The resources of a stack's state. */
export async function resourcesOf(workspace: Workspace, stack: string): Promise<StateResource[]> {
  const { deployment } = (await workspace.exportStack(stack)) as { deployment: { resources?: StateResource[] } };
  return deployment.resources ?? [];
}
