import { nouns } from "../configurations/nouns";
import { chooseExecutable } from "../powershell/executable";
import { Session } from "../powershell/session";
import { deploymentName, type StackConfig } from "../stackConfig";
import { csDeployment } from "./csDeployment";
import type { Deployment } from "./deployment";

/** The deployment that a stack configuration names. Nothing is started before the first call that needs the server. */
export function connect(config: StackConfig): Deployment {
  const cmdlets = nouns.flatMap(({ cs }) => [`New-${cs}`, `Set-${cs}`]);
  const session = new Session({ executable: chooseExecutable(config), cmdlets, timeoutSeconds: config.timeoutSeconds });
  return csDeployment(deploymentName(config), session);
}
