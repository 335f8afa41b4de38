import { LyncError, type ErrorKind } from "../errors";
import { commandText } from "../cmdlets/commandText";
import { errorKind } from "../powershell/errorKind";
import { howToGetRole, howToInstall } from "../howTo";
import type { Call, CallError } from "../cmdlets/call";
import { roleLacksId } from "../powershell/protocol";

const advice: Partial<Record<ErrorKind, string>> = {
  moduleMissing: howToInstall,
  accessDenied:
    "Run this as a member of RTCUniversalServerAdmins. With lync:connectionUri, sign in with an account that has the role CsServerAdministrator or CsAdministrator.",
  unreachable: "Check that this machine can reach the Central Management store, then run the same command again.",
};

/**
 * The error for a failed cmdlet. It shows the cmdlet as an administrator would type it, the
 * server's own words, and what to do next.
 */
export function cmdletError(call: Call, error: CallError): LyncError {
  const kind = errorKind(error);
  const text = commandText(call);
  const next = error.id.startsWith(roleLacksId) ? howToGetRole : advice[kind];
  const words = [`${text} failed (${error.category}): ${error.message}`, next].filter((part) => part !== undefined);
  return new LyncError(words.join(" "), { kind, cmdlet: text, category: error.category, id: error.id, target: error.target });
}
