import { LyncError, type ErrorKind } from "../errors";
import { commandText } from "../powershell/commandText";
import type { Call, CallError } from "../powershell/protocol";

/** What each of PowerShell's error categories means here. The text of an error is localised: it never decides. */
const kinds: Record<string, ErrorKind> = {
  ResourceExists: "alreadyExists",
  ObjectNotFound: "notFound",
  InvalidArgument: "invalidParameter",
  InvalidData: "invalidParameter",
  PermissionDenied: "accessDenied",
  SecurityError: "accessDenied",
  AuthenticationError: "accessDenied",
  ConnectionError: "unreachable",
  ResourceUnavailable: "unreachable",
  OperationTimeout: "timedOut",
};

const advice: Partial<Record<ErrorKind, string>> = {
  moduleMissing: "Install the Lync or Skype for Business administrative tools on this machine, or name their module in lync:module.",
  accessDenied: "Run this as a member of RTCUniversalServerAdmins.",
  unreachable: "Check that this machine reaches the Central Management store, then run the same command again.",
};

/** A cmdlet's error, with the cmdlet as an administrator would type it, the server's own words, and what to do next. */
export function cmdletError(call: Call, error: CallError): LyncError {
  const kind = kindOf(error);
  const text = commandText(call);
  const words = [`${text} failed (${error.category}): ${error.message}`, advice[kind]].filter((part) => part !== undefined);
  return new LyncError(words.join(" "), { kind, cmdlet: text, category: error.category, id: error.id });
}

function kindOf(error: CallError): ErrorKind {
  // Its category is ObjectNotFound, too: but what is missing is the cmdlet.
  if (error.id.startsWith("CommandNotFoundException")) return "moduleMissing";
  return kinds[error.category] ?? "cmdletFailed";
}
