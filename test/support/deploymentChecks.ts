import type { Check, DeploymentContext } from "../../provider/src/cli/doctor/check";
import type { Result } from "../../provider/src/cli/doctor/result";
import { runCheck } from "../../provider/src/cli/doctor/runCheck";
import type { DeclaredStack } from "../../provider/src/cli/declaredStack";
import type { Deployment } from "../../provider/src/deployment/deployment";
import type { Properties } from "../../provider/src/stack/bag";
import { stateResource } from "./declared";

/** What checks of a deployment have to go by. */
export function contextOf(deployment: Deployment, more: Partial<DeploymentContext> = {}): DeploymentContext {
  const config = { timeoutSeconds: 20, sessions: 1, offline: false };
  return { folder: ".", say: () => undefined, config, deployment, stacks: [], ...more };
}

/** What a check says, as doctor runs it. */
export function examined(
  check: Check<DeploymentContext>,
  deployment: Deployment,
  more: Partial<DeploymentContext> = {},
): Promise<Result[]> {
  return runCheck(check, contextOf(deployment, more));
}

/** Results in short: the status, the subject, and the code where there is one. */
export function inShort(results: readonly Result[]): string[] {
  return results.map(({ status, subject, code }) => `${status}: ${subject}${code === undefined ? "" : ` [${code}]`}`);
}

/** A stack whose last `up` declared collections: the type of each resource, and its outputs. */
export function stackOf(stack: string, ...resources: (readonly [type: string, outputs: Properties])[]): DeclaredStack {
  return { stack, resources: resources.map(([type, outputs]) => stateResource(type, outputs, String(outputs.identity).split(":").at(-1))) };
}
