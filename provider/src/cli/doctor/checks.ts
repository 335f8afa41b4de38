import type { Check, DeploymentContext, MachineContext } from "./check";
import { declaredScopesCheck } from "./deployment/declaredScopes";
import { modernAuthenticationCheck } from "./deployment/modernAuthentication";
import { neighboursCheck } from "./deployment/neighbours";
import { passiveCheck } from "./deployment/passiveCheck";
import { replicationCheck } from "./deployment/replication";
import { versionsCheck } from "./deployment/versions";
import { languageHostCheck } from "./machine/languageHost";
import { nodeCheck } from "./machine/node";
import { pulumiCheck } from "./machine/pulumi";
import { accountCheck } from "./session/account";
import { cmdletsCheck } from "./session/cmdlets";
import { powershellCheck } from "./session/powershell";
import { networkCheck } from "./network/check";

/** What is looked at of this machine, before anything is asked of a deployment. */
export const machineChecks: readonly Check<MachineContext>[] = [nodeCheck, pulumiCheck, languageHostCheck];

/** What is looked at of the session, once it is open. */
export const sessionChecks: readonly Check<DeploymentContext>[] = [powershellCheck, cmdletsCheck, accountCheck];

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
export const networkChecks: readonly Check<DeploymentContext>[] = [networkCheck()];
