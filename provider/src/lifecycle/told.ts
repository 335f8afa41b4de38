import type { StackReach } from "../stackReach";
import type { Beside } from "../stack/beside";
import type { State } from "../stack/declared";

/** What a verb receives to find the deployment with. */
export interface Told {
  /** What the resource's class sent in this run. Undefined if the verb has only the state. */
  byClass?: {
    /**
     * What the stack's configuration says about the deployment, because an explicit provider does
     * not receive it. Undefined if it did not arrive.
     */
    stack: StackReach | undefined;
  };
  /** The path from the provider's folder to the folder of Pulumi.yaml, if one was passed on. */
  projectFolder: string | undefined;
}

/**
 * What a class sends. Check receives it next to the declaration. `read` receives it in the mark of
 * a resource that `get` reads.
 */
export function toldBy({ stack, projectFolder }: Pick<Beside, "stack" | "projectFolder">): Told {
  return { byClass: { stack }, projectFolder };
}

/** What check, or an earlier verb, wrote into inputs or outputs. */
export function toldIn({ projectFolder }: Pick<State, "projectFolder">): Told {
  return { projectFolder };
}
