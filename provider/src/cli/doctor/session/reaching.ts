import { commandText } from "../../../cmdlets/commandText";
import type { About } from "../../../deployment/deployment";
import { LyncError, type ErrorKind } from "../../../errors";
import type { StackConfig } from "../../../stackConfig";
import { sentence } from "../../../sentence";
import type { Check, DeploymentContext } from "../check";
import type { Result } from "../result";
import { placeOf, wayOf } from "./place";

/**
 * The kinds of error that would happen again in the next attempt. Any other error, such as a
 * response that came too late, may not happen again.
 */
const certain: readonly ErrorKind[] = ["cannotStart", "moduleMissing", "accessDenied", "unreachable"];

/**
 * Checks that the deployment can be reached. If its only result is not `fine`, no further check can
 * run.
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
      return `The simulator opened it. It simulates the module ${module}, version ${moduleVersion}.`;
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
    advice: "Fix this first, and run doctor again. No further check of this deployment ran.",
  };
}
