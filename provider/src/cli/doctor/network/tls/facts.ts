import { isIP } from "node:net";
import type { TLSSocket } from "node:tls";
import { bounded } from "../../../../bounded";

/** What a connection tells of a server's TLS. */
export interface TlsFacts {
  /** The version, as Node.js names it, such as `TLSv1.3`. */
  protocol: string;
  /** Why the chain is not trusted, by OpenSSL's code; undefined where it is. */
  chainError: string | undefined;
  /** Whether the certificate is for the host's name. */
  isForName: boolean;
  /** The server's certificate; undefined where it showed none. */
  certificate: Certificate | undefined;
}

/** A server's certificate, as far as doctor tells of it. */
export interface Certificate {
  subject: string;
  issuer: string;
  /** The names that it is for, such as `DNS:sts.contoso.com`. */
  names: string;
  validFrom: Date;
  validTo: Date;
}

// A message has no place for more.
const most = 300;

/** Reads what a connection tells, once it is secure. */
export function tlsFactsOf(socket: TLSSocket, host: string): TlsFacts {
  const shown = socket.getPeerX509Certificate();
  const error = socket.authorizationError as Error | string | null | undefined;
  const code = error instanceof Error ? error.message : (error ?? undefined);
  return {
    protocol: socket.getProtocol() ?? "unknown",
    // Only a trusted chain has its name looked at, so that is done here.
    chainError: code === "ERR_TLS_CERT_ALTNAME_INVALID" ? undefined : code,
    isForName: (isIP(host) === 0 ? shown?.checkHost(host) : shown?.checkIP(host)) !== undefined,
    certificate: shown && {
      subject: onOneLine(shown.subject),
      issuer: onOneLine(shown.issuer),
      names: bounded(shown.subjectAltName ?? onOneLine(shown.subject), most),
      validFrom: new Date(shown.validFrom),
      validTo: new Date(shown.validTo),
    },
  };
}

/** A distinguished name, which Node.js writes on a line for each part. */
export function onOneLine(name: string): string {
  return bounded(name.trim().split("\n").join(", "), most);
}
