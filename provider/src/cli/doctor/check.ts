import type { Deployment } from "../../deployment/deployment";
import type { StackConfig } from "../../stackConfig";
import type { Say } from "../progress";
import type { DeclaredStack } from "../declaredStack";
import type { Result } from "./result";

/** What checks of the machine receive. */
export interface MachineContext {
  /** The folder of the Pulumi project, or the folder that the command runs in. */
  folder: string;
  say: Say;
}

/** What checks of the deployment receive. */
export interface DeploymentContext extends MachineContext {
  config: StackConfig;
  deployment: Deployment;
  /** The named stacks, with what their last `up` declared. */
  stacks: readonly DeclaredStack[];
}

/**
 * One thing that doctor checks. If a check throws, its result is `unknown`, and the other checks
 * still run.
 */
export interface Check<C> {
  /** What is checked, as results name it. */
  name: string;
  /** What the check reads. The result of a check that throws shows it. */
  asked: string;
  run: (context: C) => Promise<Result[]>;
}
