import type { DeploymentContext } from "../check";

/** How a deployment is reached. */
export type Way = "local" | "remote" | "simulated";

/** Returns how a deployment is reached, from the configuration. */
export function wayOf({ config: { simulator, remote } }: Pick<DeploymentContext, "config">): Way {
  if (simulator !== undefined) return "simulated";
  return remote === undefined ? "local" : "remote";
}

/** Where a deployment's cmdlets run, as the subject of a result. */
export function placeOf(context: Pick<DeploymentContext, "config" | "deployment">): string {
  return wayOf(context) === "local" ? "this machine" : context.deployment.way;
}
