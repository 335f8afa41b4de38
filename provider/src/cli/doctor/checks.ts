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

/** The checks of this machine. They run before anything is read from a deployment. */
export const machineChecks: readonly Check<MachineContext>[] = [nodeCheck, pulumiCheck, languageHostCheck];

/** The checks of the session. They run once it is open. */
export const sessionChecks: readonly Check<DeploymentContext>[] = [powershellCheck, cmdletsCheck, accountCheck];

/** The checks of the deployment. They run only cmdlets that read. */
export const deploymentChecks: readonly Check<DeploymentContext>[] = [
  declaredScopesCheck,
  passiveCheck,
  versionsCheck,
  replicationCheck,
  modernAuthenticationCheck,
  neighboursCheck,
];

/** The checks over the network. */
export const networkChecks: readonly Check<DeploymentContext>[] = [networkCheck()];
