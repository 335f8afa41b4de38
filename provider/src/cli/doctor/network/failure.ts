import type { Answer, Failure } from "./answer";

const named: Record<string, Failure> = {
  ENOTFOUND: { kind: "noName", words: "This machine cannot resolve the name." },
  EAI_AGAIN: { kind: "noName", words: "This machine's name server did not respond." },
  ECONNREFUSED: { kind: "noConnection", words: "The connection was refused." },
  ECONNRESET: { kind: "closed", words: "The connection was closed before a whole answer came back." },
  EHOSTUNREACH: { kind: "noConnection", words: "There is no way to the host." },
  ENETUNREACH: { kind: "noConnection", words: "There is no way to the host's network." },
  ETIMEDOUT: { kind: "late", words: "The host did not accept the connection in time." },
};

/** Why a question came to nothing, in words. */
export function failureOf(error: NodeJS.ErrnoException, signal?: AbortSignal): Failure {
  if (signal?.aborted === true) return { kind: "late", words: "Nothing whole came back within the time limit." };
  const known = named[error.code ?? ""];
  if (known !== undefined) return known;
  if (isOfTls(error)) return { kind: "noTls", words: `No TLS connection came about: ${reasonIn(error.message)}.` };
  if (error.code?.startsWith("HPE_") === true)
    return { kind: "noHttp", words: `What came back is no HTTP response that can be read: ${error.message} (${error.code}).` };
  return { kind: "noConnection", words: `The connection failed: ${error.message} (${error.code ?? error.name}).` };
}

/**
 * Whether a server may have refused the versions of TLS: by an alert, or, as Windows does, by
 * closing the connection.
 */
export function mayBeOldTls({ tls, failure }: Answer): boolean {
  return failure !== undefined && tls === undefined && (failure.kind === "noTls" || failure.kind === "closed");
}

function isOfTls({ code = "" }: NodeJS.ErrnoException): boolean {
  return code === "EPROTO" || code.startsWith("ERR_SSL_") || code.startsWith("ERR_TLS_");
}

/** OpenSSL's words among the places in its code that stand around them. */
function reasonIn(message: string): string {
  return /error:[\dA-F]+:[^:]*:[^:]*:([^:]+)/.exec(message)?.[1] ?? message;
}

/** What to do where nothing came back. */
export function adviceOn({ kind }: Failure, host: string): string {
  switch (kind) {
    case "noName":
      return `See to it that this machine resolves ${host}, or ask from a machine that does. Check the spelling of the name.`;
    case "noConnection":
    case "closed":
    case "late":
      return `See to it that ${host} runs and listens, and that no firewall is in between. Servers may reach it although this machine does not.`;
    case "noTls":
      return `See to it that ${host} serves HTTPS at this port, and that it has a certificate.`;
    case "noHttp":
    case "tooLarge":
      return `Open the address in a browser, and see what it is.`;
  }
}
