import type { Answer, Failure } from "./answer";

const named: Record<string, Failure> = {
  ENOTFOUND: { kind: "noName", words: "This machine cannot resolve the name." },
  EAI_AGAIN: { kind: "noName", words: "This machine's name server did not respond." },
  ECONNREFUSED: { kind: "noConnection", words: "The connection was refused." },
  ECONNRESET: { kind: "closed", words: "The connection was closed before a complete response arrived." },
  EHOSTUNREACH: { kind: "noConnection", words: "This machine has no route to the host." },
  ENETUNREACH: { kind: "noConnection", words: "This machine has no route to the host's network." },
  ETIMEDOUT: { kind: "late", words: "The host did not accept the connection in time." },
};

/** Why a request failed: the kind, and a sentence. */
export function failureOf(error: NodeJS.ErrnoException, signal?: AbortSignal): Failure {
  if (signal?.aborted === true) return { kind: "late", words: "No complete response arrived within the time limit." };
  const known = named[error.code ?? ""];
  if (known !== undefined) return known;
  if (isOfTls(error)) return { kind: "noTls", words: `The TLS connection failed: ${reasonIn(error.message)}.` };
  if (error.code?.startsWith("HPE_") === true)
    return { kind: "noHttp", words: `The response is not valid HTTP: ${error.message} (${error.code}).` };
  return { kind: "noConnection", words: `The connection failed: ${error.message} (${error.code ?? error.name}).` };
}

/**
 * Whether a server may have refused the versions of TLS. It does that by an alert or, as Windows
 * does, by closing the connection.
 */
export function mayBeOldTls({ tls, failure }: Answer): boolean {
  return failure !== undefined && tls === undefined && (failure.kind === "noTls" || failure.kind === "closed");
}

function isOfTls({ code = "" }: NodeJS.ErrnoException): boolean {
  return code === "EPROTO" || code.startsWith("ERR_SSL_") || code.startsWith("ERR_TLS_");
}

/** OpenSSL's reason, without the error code and the source locations around it. */
function reasonIn(message: string): string {
  return /error:[\dA-F]+:[^:]*:[^:]*:([^:]+)/.exec(message)?.[1] ?? message;
}

/** What to do if no usable response came back. */
export function adviceOn({ kind }: Failure, host: string): string {
  switch (kind) {
    case "noName":
      return `Check the spelling of the name. Make sure that this machine resolves ${host}, or run doctor on a machine that does.`;
    case "noConnection":
    case "closed":
    case "late":
      return `Make sure that ${host} runs and listens, and that no firewall blocks the connection. The servers may reach it even if this machine does not.`;
    case "noTls":
      return `Make sure that ${host} serves HTTPS at this port, and that it has a certificate.`;
    case "noHttp":
    case "tooLarge":
      return `Open the address in a browser, and see what it returns.`;
  }
}
