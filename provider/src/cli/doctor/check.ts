import type { Deployment } from "../../deployment/deployment";
import type { StackConfig } from "../../stackConfig";
import type { Say } from "../progress";
import type { DeclaredStack } from "../declaredStack";
import type { Result } from "./result";

/** What checks of the machine have to go by. */
export interface MachineContext {
  /** The folder of the Pulumi project, or the one that the command runs in. */
  folder: string;
  say: Say;
}

/** What checks of the deployment have, too. */
export interface DeploymentContext extends MachineContext {
  config: StackConfig;
  deployment: Deployment;
  /** The stacks that are for it, with what their last `up` declared. */
  stacks: readonly DeclaredStack[];
}

/**
 * One thing that doctor looks at. A check that throws has come to nothing, and no other check hears
 * of it.
 */
export interface Check<C> {
  /** What is looked at, as results name it. */
  name: string;
  /** What is asked, for a check that comes to nothing. */
  asked: string;
  run: (context: C) => Promise<Result[]>;
}
