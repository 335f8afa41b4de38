import type { Check, DeploymentContext } from "../../provider/src/cli/doctor/check";
import type { Result } from "../../provider/src/cli/doctor/result";
import { runCheck } from "../../provider/src/cli/doctor/runCheck";
import type { DeclaredStack } from "../../provider/src/cli/declaredStack";
import type { Deployment } from "../../provider/src/deployment/deployment";
import type { Properties } from "../../provider/src/stack/bag";
import { stateResource } from "./declared";

/** The context that checks of a deployment get. */
export function contextOf(deployment: Deployment, more: Partial<DeploymentContext> = {}): DeploymentContext {
  const config = { timeoutSeconds: 20, sessions: 1, offline: false };
  return { folder: ".", say: () => undefined, config, deployment, stacks: [], ...more };
}

/** Runs a check as doctor does, and returns its results. */
export function examined(
  check: Check<DeploymentContext>,
  deployment: Deployment,
  more: Partial<DeploymentContext> = {},
): Promise<Result[]> {
  return runCheck(check, contextOf(deployment, more));
}

/** Lists results in short: the status, the subject, and the code if there is one. */
export function inShort(results: readonly Result[]): string[] {
  return results.map(({ status, subject, code }) => `${status}: ${subject}${code === undefined ? "" : ` [${code}]`}`);
}

/**
 * A stack whose last `up` declared collections, each given as the resource's type and its outputs.
 */
export function stackOf(stack: string, ...resources: (readonly [type: string, outputs: Properties])[]): DeclaredStack {
  return { stack, resources: resources.map(([type, outputs]) => stateResource(type, outputs, String(outputs.identity).split(":").at(-1))) };
}
