import type { Check, DeploymentContext, MachineContext } from "./check";
import { declaredScopesCheck } from "./deployment/declaredScopes";
import { modernAuthenticationCheck } from "./deployment/modernAuthentication";
import { neighboursCheck } from "./deployment/neighbours";
import { passiveCheck } from "./deployment/passiveCheck";
import { replicationCheck } from "./deployment/replication";
import { versionsCheck } from "./deployment/versions";

/** What is looked at of this machine, before anything is asked of a deployment. */
export const machineChecks: readonly Check<MachineContext>[] = [];

/** Whether the deployment can be reached at all: by PowerShell, its module or the remote endpoint, and which account. */
export const reachingCheck: Check<DeploymentContext> = {
  name: "PowerShell",
  run: async ({ deployment }) => {
    await deployment.directory();
    return [];
  },
};

/** What is looked at in the deployment, by cmdlets that read. */
export const deploymentChecks: readonly Check<DeploymentContext>[] = [
  declaredScopesCheck,
  passiveCheck,
  versionsCheck,
  replicationCheck,
  modernAuthenticationCheck,
  neighboursCheck,
];

/** What is asked over the network. */
export const networkChecks: readonly Check<DeploymentContext>[] = [];
