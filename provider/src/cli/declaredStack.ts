import type { Workspace } from "@pulumi/pulumi/automation";
import { CommandFailure } from "./failure";
import { resourcesOf, type StateResource } from "./stateResources";

/** A stack, and the resources in its state since its last `up`. */
export interface DeclaredStack {
  stack: string;
  resources: readonly StateResource[];
}

/**
 * Reads the states of stacks without running a program.
 * @throws CommandFailure with Pulumi's text.
 */
export async function declaredStacks(workspace: Workspace | undefined, stacks: readonly string[]): Promise<DeclaredStack[]> {
  if (workspace === undefined) return [];
  const { pulumiWords } = await import("./stacks.js");
  const read: DeclaredStack[] = [];
  for (const stack of stacks) {
    try {
      read.push({ stack, resources: await resourcesOf(workspace, stack) });
    } catch (error) {
      throw new CommandFailure(`Cannot read the state of the stack ${stack}: ${pulumiWords(error)}`);
    }
  }
  return read;
}
