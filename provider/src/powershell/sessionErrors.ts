import { LyncError } from "../errors";
import { commandText } from "../cmdlets/commandText";
import { errorKind } from "./errorKind";
import { howToAllowScripts, howToGetRole, howToInstall } from "../howTo";
import type { Executable } from "./executable";
import type { Call, CallResult } from "../cmdlets/call";
import type { RequestError } from "./protocol";

/**
 * The failure of a request when a cmdlet did not answer in time. `said` quotes what PowerShell
 * printed in the meantime.
 */
export function lateCmdlet(calls: readonly Call[], seconds: number, said: string): LyncError {
  const text = calls.length === 0 ? "The request for facts about the session" : calls.map(commandText).join("; ");
  return new LyncError(`${text} did not return within ${seconds} seconds (lync:timeoutSeconds limits each cmdlet).${said}`, {
    kind: "timedOut",
    cmdlet: text,
  });
}

/** The failure of a request when a cmdlet ended, but its objects did not arrive in time. */
export function lateConversion(calls: readonly Call[], seconds: number, said: string): LyncError {
  const text = calls.map(commandText).join("; ");
  return new LyncError(`${text} ended, but its objects did not arrive within ${seconds} seconds.${said}`, {
    kind: "timedOut",
    cmdlet: text,
  });
}

/** The failure of a start that took too long. It is not tried again, because it took minutes. */
export function notStarted(
  { path: program }: Executable,
  { seconds, isModeKnown, said }: { seconds: number; isModeKnown: boolean; said: string },
): LyncError {
  const mode = isModeKnown
    ? ""
    : " It did not even print its language mode, so a policy of this machine (AppLocker or Windows Defender Application Control) may restrict it.";
  return new LyncError(`PowerShell ("${program}") did not start within ${seconds} seconds.${mode}${said}`, { kind: "cannotStart" });
}

/**
 * Refuses a PowerShell whose language mode cannot run the agent. `mode` is undefined if PowerShell
 * could not even print it in that mode.
 */
export function refuseMode({ path: program }: Executable, mode: string | undefined, said: string): void {
  if (mode === "FullLanguage") return;
  const why = "A policy of this machine (AppLocker or Windows Defender Application Control) restricts scripts";
  const next = "Allow scripts for the account that runs Pulumi, or run Pulumi on a machine without this policy";
  const runs = mode === undefined ? "runs in a restricted language mode" : `runs in the language mode ${mode}`;
  throw new LyncError(`PowerShell ("${program}") ${runs}, but the session needs FullLanguage. ${why}. ${next}.${said}`, {
    kind: "cannotStart",
  });
}

/** Refuses a PowerShell that is too old to run the agent. */
export function refuseVersion({ path: program }: Executable, version: string | undefined): void {
  // A PowerShell that did not print its version is tried.
  if (version === undefined || Number.parseInt(version, 10) >= 3) return;
  throw new LyncError(
    `PowerShell ("${program}") is version ${version}, but the session needs 3.0 or later. Install Windows Management Framework 3.0 or later on this machine.`,
    { kind: "cannotStart", code: "powershellTooOld" },
  );
}

/** The failure of a request that ended without a complete answer with all fields. */
export function noAnswer(said: string): LyncError {
  return new LyncError(`PowerShell ended the request without a readable answer.${said}`, { kind: "badAnswer" });
}

/** The failure of a request that the agent could not even begin. */
export function refused({ message, ...details }: RequestError): LyncError {
  const why = withoutStop(message);
  if (errorKind(details) === "sessionLost")
    return new LyncError(`Nothing was run, because ${why}. Run the same command again.`, { kind: "sessionLost", ...details });
  return new LyncError(`PowerShell could not begin the request: ${why}.`, { kind: "badAnswer", ...details });
}

/** The failure of an opening: the module is missing, or the remote endpoint cannot be used. */
export function notOpened(executable: Executable, error: RequestError | null, said: string): LyncError {
  const { message, ...details } = error ?? { message: "it did not say why", category: "", id: "" };
  const why = withoutStop(`${withoutStop(message)}.${said}`);
  const { path: program, modules, remote, isSimulator } = executable;
  if (isSimulator) return new LyncError(`The simulator did not open: ${why}.`, { kind: "cannotStart", ...details });
  if (remote !== undefined) return notConnected(remote.connectionUri, why, details);
  // An error from the module's own code may look like one of the agent's errors.
  if (!details.id.startsWith("LyncModuleMissing")) {
    const message = `PowerShell ("${program}") cannot import the module of the administrative tools: ${why}.`;
    if (!isPolicy(details)) return new LyncError(message, { kind: "cannotStart", ...details });
    return new LyncError(`${message} ${howToAllowScripts}`, { kind: "cannotStart", code: "scriptsRefused", ...details });
  }
  const names = modules.map((name) => `"${name}"`).join(" or ");
  return new LyncError(`PowerShell ("${program}") has no module ${names}: ${why}. ${howToInstall}`, { kind: "moduleMissing", ...details });
}

/** A clause for a longer sentence, from a text that may be a whole sentence. */
function withoutStop(text: string): string {
  return text.replace(/\.$/, "");
}

/** Whether the execution policy has refused a script. */
function isPolicy({ category, id }: { category: string; id: string }): boolean {
  return category === "SecurityError" && /^UnauthorizedAccess\b/.test(id);
}

function notConnected(uri: string, why: string, details: Omit<RequestError, "message" | "target">): LyncError {
  const kind = errorKind(details);
  if (kind === "accessDenied") {
    const next =
      "Check lync:username, lync:password and lync:authentication. The sign-in is not tried again, because the account could be locked out.";
    return new LyncError(`${uri} refused the sign-in: ${why}. ${next}`, { kind, ...details });
  }
  if (kind === "moduleMissing") {
    return new LyncError(`Cannot use the session at ${uri}: ${why}. ${howToGetRole}`, { kind, ...details });
  }
  const next = "Check lync:connectionUri and lync:authentication, and check that this machine can reach the endpoint.";
  // If PowerShell refused the parameters, the network is not the cause.
  return new LyncError(`Cannot open a session at ${uri}: ${why}. ${next}`, {
    ...details,
    kind: kind === "invalidParameter" ? kind : "unreachable",
  });
}

/** The failure of a start. A session that was lost before its first answer has not started. */
export function asStartFailure(error: unknown, { path: program, advice }: Executable): unknown {
  if (!(error instanceof LyncError) || error.kind !== "sessionLost") return error;
  return new LyncError(`Cannot start PowerShell ("${program}"): ${withoutStop(error.message)}. ${advice}`, {
    kind: "cannotStart",
    cause: error,
  });
}

/** Refuses an answer without the result of a call that must have run. */
export function refuseIncomplete(calls: readonly Call[], results: readonly CallResult[]): void {
  const isWhole = results.length === calls.length || (results.length < calls.length && results.at(-1)?.error != null);
  if (isWhole) return;
  throw new LyncError(`PowerShell returned ${results.length} results for ${calls.length} cmdlets: ${calls.map(commandText).join("; ")}`, {
    kind: "badAnswer",
  });
}

/**
 * Refuses an answer without an object to a Get that always finds one. Such a Get has failed, and
 * its answer must not look like "there is none".
 */
export function refuseEmpty(calls: readonly Call[], results: readonly CallResult[], errors: string): void {
  for (const [index, { error, objects }] of results.entries()) {
    const call = calls[index];
    if (call?.neverEmpty !== true || error !== null || objects.length > 0) continue;
    const text = commandText(call);
    const said = errors === "" ? "" : ` PowerShell printed an error: ${errors}`;
    throw new LyncError(`${text} returned nothing, which must be wrong.${said}`, { kind: "badAnswer", cmdlet: text });
  }
}
