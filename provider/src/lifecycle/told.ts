import type { StackReach } from "../stackReach";
import type { Beside } from "../stack/beside";
import type { State } from "../stack/declared";

/** What a verb was given to find the deployment by. */
export interface Told {
  /**
   * What the resource's class told in this run; undefined where the verb has only what the state
   * says.
   */
  byClass?: {
    /**
     * What the stack's configuration says, of which an explicit provider got nothing; undefined
     * where it did not arrive.
     */
    stack: StackReach | undefined;
  };
  /** The path from the provider's folder to that of Pulumi.yaml, where it was handed on. */
  projectFolder: string | undefined;
}

/**
 * What a class tells: to check beside what the program declares, and of what `get` reads in the
 * mark of that.
 */
export function toldBy({ stack, projectFolder }: Pick<Beside, "stack" | "projectFolder">): Told {
  return { byClass: { stack }, projectFolder };
}

/** What check, or a verb before this one, wrote into inputs or outputs. */
export function toldIn({ projectFolder }: Pick<State, "projectFolder">): Told {
  return { projectFolder };
}
