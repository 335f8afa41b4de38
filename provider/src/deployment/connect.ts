import { nouns } from "../configurations/nouns";
import { defined } from "../defined";
import { chooseExecutable } from "../powershell/executable";
import { CmdletLog } from "../powershell/log";
import { Sessions } from "../powershell/sessions";
import { readTopologyFile } from "../simulator/topologyFile";
import type { StackConfig } from "../stackConfig";
import { CsDeployment } from "./csDeployment";
import type { Deployment } from "./deployment";
import type { Naming } from "./naming";
import { offlineDeployment } from "./offline";
import type { Patience } from "./retries";

/**
 * The deployment that a stack configuration names. PowerShell starts only with the first call that
 * needs the server.
 */
export function connect(config: StackConfig, patience?: Patience): Deployment {
  const naming = namingOf(config);
  if (config.offline) return offlineDeployment(naming);
  const cmdlets = nouns.flatMap(({ cs }) => [`New-${cs}`, `Set-${cs}`]);
  const options = defined({
    executable: chooseExecutable(config),
    cmdlets,
    timeoutSeconds: config.timeoutSeconds,
    log: config.log === undefined ? undefined : new CmdletLog(config.log),
  });
  const sessions = new Sessions(config.sessions, options);
  return new CsDeployment(sessions, defined({ naming, isRemote: config.remote !== undefined, patience }));
}

/**
 * The names of the deployment. They prevent the use of a state with a different deployment.
 *
 * @throws LyncError for a topology file that cannot be used.
 */
export function namingOf({ simulator, remote, deployment, formerDeployment: former }: StackConfig): Naming {
  const way =
    simulator !== undefined ? `simulator:${simulator.name}` : remote === undefined ? "local" : new URL(remote.connectionUri).hostname;
  const name = deployment ?? (simulator === undefined ? undefined : readTopologyFile(simulator.topology).name);
  return defined({
    way,
    given: name === undefined || simulator === undefined ? name : `simulator:${name}`,
    isExplicit: deployment === undefined ? undefined : true,
    former,
  });
}
