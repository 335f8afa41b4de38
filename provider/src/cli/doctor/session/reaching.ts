import { commandText } from "../../../cmdlets/commandText";
import type { About } from "../../../deployment/deployment";
import { LyncError, type ErrorKind } from "../../../errors";
import type { StackConfig } from "../../../stackConfig";
import { sentence } from "../../sentence";
import type { Check, DeploymentContext } from "../check";
import type { Result } from "../result";
import { placeOf, wayOf } from "./place";

/**
 * What is certain: the same question will fail again. Anything else, such as an answer that came
 * too late, may pass.
 */
const certain: readonly ErrorKind[] = ["cannotStart", "moduleMissing", "accessDenied", "unreachable"];

/**
 * Whether the deployment can be reached at all. Where its only result is not `fine`, nothing more
 * can be asked of it.
 */
export const reachingCheck: Check<DeploymentContext> = {
  name: "Connection",
  asked: "Whether the deployment can be reached.",
  run: async (context) => {
    const base = { check: reachingCheck.name, subject: placeOf(context), asked: askedOf(context.config) };
    try {
      return [{ ...base, status: "fine", found: foundOf(context, await context.deployment.about()) }];
    } catch (error) {
      if (error instanceof LyncError) return [{ ...base, ...failureOf(error) }];
      throw error;
    }
  },
};

function askedOf({ simulator, remote, module, powershell = "PowerShell" }: StackConfig): string {
  if (simulator !== undefined) return `The simulated deployment of the topology file "${simulator.topology}".`;
  if (remote === undefined) {
    const text = module === undefined ? "Import-Module SkypeForBusiness, otherwise Import-Module Lync" : importText(module);
    return `${text}, in ${powershell} on this machine.`;
  }
  const { connectionUri, authentication, username } = remote;
  const parameters = {
    ConnectionUri: connectionUri,
    Authentication: authentication,
    ...(username === undefined ? {} : { Credential: username }),
  };
  return `${commandText({ cmdlet: "New-PSSession", parameters })}, from this machine.`;
}

function importText(module: string): string {
  return commandText({ cmdlet: "Import-Module", parameters: { Name: module } });
}

function foundOf(context: DeploymentContext, { module, moduleVersion, cmdlets }: About): string {
  switch (wayOf(context)) {
    case "simulated":
      return `The simulator opened it. It stands for the module ${module}, version ${moduleVersion}.`;
    case "remote":
      return `The endpoint accepted the sign-in. Its role offers ${cmdlets.length} of the cmdlets that pulumi-lync runs.`;
    case "local":
      return `PowerShell started and imported the module ${module}, version ${moduleVersion}.`;
  }
}

function failureOf({ kind, code, message }: LyncError): Pick<Result, "status" | "code" | "found" | "advice"> {
  return {
    status: certain.includes(kind) ? "finding" : "unknown",
    code,
    found: sentence(message),
    advice: "Mend this first, and run doctor again: nothing more was asked of this deployment.",
  };
}
