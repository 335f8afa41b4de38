import { stripVTControlCharacters } from "node:util";
import { LyncError } from "../errors";
import { commandText } from "./commandText";
import { errorKind } from "./errorKind";
import { howToInstall, type Executable } from "./executable";
import type { Call, CallResult, RequestError } from "./protocol";

/** The failure of a request of which a cmdlet did not answer in time. */
export function late(calls: readonly Call[], seconds: number): LyncError {
  const text = calls.map(commandText).join("; ");
  return new LyncError(`No answer within ${seconds} seconds (lync:timeoutSeconds is for one cmdlet) to: ${text}`, {
    kind: "timedOut",
    cmdlet: text,
  });
}

/** The failure of a start that took too long: minutes were waited, so it is not tried again. */
export function notStarted({ path: program }: Executable, seconds: number): LyncError {
  return new LyncError(`PowerShell ("${program}") did not start within ${seconds} seconds`, { kind: "cannotStart" });
}

/** The failure of a request that the agent could not even begin. */
export function refused({ message, ...details }: RequestError): LyncError {
  return new LyncError(`The agent refused the request: ${message}`, { kind: "badAnswer", ...details });
}

/** The failure of an opening: no module, or no way to the remote endpoint. */
export function notOpened(executable: Executable, error: RequestError | null): LyncError {
  const { message: why, ...details } = error ?? { message: "it did not say why", category: "", id: "" };
  const { path: program, modules, remote, isSimulator } = executable;
  if (isSimulator) return new LyncError(why, { kind: "cannotStart", ...details });
  if (remote !== undefined) return notConnected(remote.connectionUri, why, details);
  if (errorKind(details) !== "moduleMissing") {
    const message = `PowerShell ("${program}") cannot import the module of the administrative tools: ${why}`;
    return new LyncError(message, { kind: "cannotStart", ...details });
  }
  const names = modules.map((name) => `"${name}"`).join(" or ");
  return new LyncError(`PowerShell ("${program}") has no module ${names}: ${why}. ${howToInstall}`, { kind: "moduleMissing", ...details });
}

function notConnected(uri: string, why: string, details: Omit<RequestError, "message" | "target">): LyncError {
  const kind = errorKind(details);
  if (kind === "accessDenied") {
    const next = "Check lync:username, lync:password and lync:authentication. It is not tried again: the account could be locked out";
    return new LyncError(`${uri} refused the sign-in: ${why}. ${next}`, { kind, ...details });
  }
  if (kind === "moduleMissing") {
    const next = "Give the account a role that has them, such as CsAdministrator or CsServerAdministrator, and check lync:connectionUri";
    return new LyncError(`Cannot use the session at ${uri}: ${why}. ${next}`, { kind, ...details });
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
  return new LyncError(`Cannot start PowerShell ("${program}"): it ended before it had answered. ${advice}`, {
    kind: "cannotStart",
    cause: error,
  });
}

/** Refuses a Get that answers nothing while something went to standard error: it has failed, and must not read as "there is none". */
export function refuseSilence(calls: readonly Call[], results: readonly CallResult[], errors: string): void {
  const said = stripVTControlCharacters(errors).replace(/\s+/g, " ").trim();
  if (said === "") return;
  for (const [index, { error, objects }] of results.entries()) {
    const call = calls[index];
    if (call?.select === undefined || !call.cmdlet.startsWith("Get-") || error !== null || objects.length > 0) continue;
    const text = commandText(call);
    throw new LyncError(`${text} answered nothing, and PowerShell printed an error: ${said.slice(0, 300)}`, {
      kind: "badAnswer",
      cmdlet: text,
    });
  }
}
