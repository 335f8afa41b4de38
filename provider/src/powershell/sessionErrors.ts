import { LyncError } from "../errors";
import { commandText } from "../cmdlets/commandText";
import { errorKind } from "./errorKind";
import { howToAllowScripts, howToGetRole, howToInstall } from "../howTo";
import type { Executable } from "./executable";
import type { Call, CallResult } from "../cmdlets/call";
import type { RequestError } from "./protocol";

/**
 * The failure of a request of which a cmdlet did not answer in time. `said` is what was printed
 * meanwhile.
 */
export function lateCmdlet(calls: readonly Call[], seconds: number, said: string): LyncError {
  const text = calls.length === 0 ? "the question what this session is" : calls.map(commandText).join("; ");
  return new LyncError(`No answer within ${seconds} seconds (lync:timeoutSeconds is for one cmdlet) to: ${text}.${said}`, {
    kind: "timedOut",
    cmdlet: text,
  });
}

/**
 * The failure of a request of which a cmdlet returned its objects, and these did not arrive in
 * time.
 */
export function lateConversion(calls: readonly Call[], seconds: number, said: string): LyncError {
  const text = calls.map(commandText).join("; ");
  return new LyncError(`The cmdlet ended, but what it returned did not arrive within ${seconds} seconds: ${text}.${said}`, {
    kind: "timedOut",
    cmdlet: text,
  });
}

/** The failure of a start that took too long: minutes were waited, so it is not tried again. */
export function notStarted(
  { path: program }: Executable,
  { seconds, isModeKnown, said }: { seconds: number; isModeKnown: boolean; said: string },
): LyncError {
  const mode = isModeKnown
    ? ""
    : " It did not even tell its language mode: a policy of this machine (AppLocker or Windows Defender Application Control) may restrict it.";
  return new LyncError(`PowerShell ("${program}") did not start within ${seconds} seconds.${mode}${said}`, { kind: "cannotStart" });
}

/**
 * Refuses a PowerShell that may not run the agent. `mode` is undefined if it could not even tell.
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
  // One that did not tell it runs the agent or does not.
  if (version === undefined || Number.parseInt(version, 10) >= 3) return;
  throw new LyncError(
    `PowerShell ("${program}") is version ${version}, but the session needs 3.0 or later. Install Windows Management Framework 3.0 or later on this machine`,
    { kind: "cannotStart", code: "powershellTooOld" },
  );
}

/** The failure of a request that ended without an answer that is whole and has all its fields. */
export function noAnswer(said: string): LyncError {
  return new LyncError(`PowerShell ended the request without an answer that can be read.${said}`, { kind: "badAnswer" });
}

/** The failure of a request that the agent could not even begin. */
export function refused({ message, ...details }: RequestError): LyncError {
  if (errorKind(details) === "sessionLost")
    return new LyncError(`Nothing was run, because ${message}. Run the same command again`, { kind: "sessionLost", ...details });
  return new LyncError(`The agent refused the request: ${message}`, { kind: "badAnswer", ...details });
}

/** The failure of an opening: no module, or no way to the remote endpoint. */
export function notOpened(executable: Executable, error: RequestError | null, said: string): LyncError {
  const { message, ...details } = error ?? { message: "it did not say why", category: "", id: "" };
  const why = said === "" ? message : `${message.replace(/\.$/, "")}.${said.replace(/\.$/, "")}`;
  const { path: program, modules, remote, isSimulator } = executable;
  if (isSimulator) return new LyncError(why, { kind: "cannotStart", ...details });
  if (remote !== undefined) return notConnected(remote.connectionUri, why, details);
  // An error of the module's own code may look like one of ours.
  if (!details.id.startsWith("LyncModuleMissing")) {
    const message = `PowerShell ("${program}") cannot import the module of the administrative tools: ${why}`;
    if (!isPolicy(details)) return new LyncError(message, { kind: "cannotStart", ...details });
    const next = `${message.replace(/\.$/, "")}. ${howToAllowScripts}`;
    return new LyncError(next, { kind: "cannotStart", code: "scriptsRefused", ...details });
  }
  const names = modules.map((name) => `"${name}"`).join(" or ");
  return new LyncError(`PowerShell ("${program}") has no module ${names}: ${why}. ${howToInstall}`, { kind: "moduleMissing", ...details });
}

/** Whether the execution policy has refused a script. */
function isPolicy({ category, id }: { category: string; id: string }): boolean {
  return category === "SecurityError" && /^UnauthorizedAccess\b/.test(id);
}

function notConnected(uri: string, why: string, details: Omit<RequestError, "message" | "target">): LyncError {
  const kind = errorKind(details);
  if (kind === "accessDenied") {
    const next = "Check lync:username, lync:password and lync:authentication. It is not tried again: the account could be locked out";
    return new LyncError(`${uri} refused the sign-in: ${why}. ${next}`, { kind, ...details });
  }
  if (kind === "moduleMissing") {
    return new LyncError(`Cannot use the session at ${uri}: ${why}. ${howToGetRole}`, { kind, ...details });
  }
  const next = "Check lync:connectionUri and lync:authentication, and that this machine reaches it";
  // What PowerShell would not even try is no matter of the network.
  return new LyncError(`Cannot open a session at ${uri}: ${why}. ${next}`, {
    ...details,
    kind: kind === "invalidParameter" ? kind : "unreachable",
  });
}

/** A session that was lost before it had answered once has not started. */
export function asStartFailure(error: unknown, { path: program, advice }: Executable): unknown {
  if (!(error instanceof LyncError) || error.kind !== "sessionLost") return error;
  return new LyncError(`Cannot start PowerShell ("${program}"): ${error.message}. ${advice}`, {
    kind: "cannotStart",
    cause: error,
  });
}

/** Refuses an answer that lacks the result of a call that must have run. */
export function refuseIncomplete(calls: readonly Call[], results: readonly CallResult[]): void {
  const isWhole = results.length === calls.length || (results.length < calls.length && results.at(-1)?.error != null);
  if (isWhole) return;
  throw new LyncError(`PowerShell returned ${results.length} results for ${calls.length} cmdlets: ${calls.map(commandText).join("; ")}`, {
    kind: "badAnswer",
  });
}

/**
 * Refuses an answer without an object to a Get that always finds one: it has failed, and must not
 * read as "there is none".
 */
export function refuseEmpty(calls: readonly Call[], results: readonly CallResult[], errors: string): void {
  for (const [index, { error, objects }] of results.entries()) {
    const call = calls[index];
    if (call?.neverEmpty !== true || error !== null || objects.length > 0) continue;
    const text = commandText(call);
    const said = errors === "" ? "" : ` PowerShell printed an error: ${errors}`;
    throw new LyncError(`${text} returned nothing, which cannot be true.${said}`, { kind: "badAnswer", cmdlet: text });
  }
}
