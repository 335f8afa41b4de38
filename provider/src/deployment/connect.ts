import { nouns } from "../configurations/nouns";
import { chooseExecutable } from "../powershell/executable";
import { CmdletLog } from "../powershell/log";
import { Sessions } from "../powershell/sessions";
import { namingOf, type StackConfig } from "../stackConfig";
import { csDeployment } from "./csDeployment";
import type { Deployment } from "./deployment";
import { offlineDeployment } from "./offline";
import type { Patience } from "./retries";

/** The deployment that a stack configuration names. Nothing is started before the first call that needs the server. */
export function connect(config: StackConfig, patience?: Patience): Deployment {
  const naming = namingOf(config);
  if (config.offline) return offlineDeployment(naming);
  const cmdlets = nouns.flatMap(({ cs }) => [`New-${cs}`, `Set-${cs}`]);
  const log = config.log === undefined ? {} : { log: new CmdletLog(config.log) };
  const sessions = new Sessions(config.sessions, {
    executable: chooseExecutable(config),
    cmdlets,
    timeoutSeconds: config.timeoutSeconds,
    ...log,
  });
  return csDeployment(sessions, {
    naming,
    isRemote: config.remote !== undefined,
    ...(patience === undefined ? {} : { patience }),
  });
}
