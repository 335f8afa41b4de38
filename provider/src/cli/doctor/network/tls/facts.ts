import { isIP } from "node:net";
import type { TLSSocket } from "node:tls";
import { bounded } from "../../../../bounded";

/** What a connection shows of a server's TLS. */
export interface TlsFacts {
  /** The version, as Node.js names it, such as `TLSv1.3`. */
  protocol: string;
  /** OpenSSL's code for why the chain is not trusted; undefined if it is trusted. */
  chainError: string | undefined;
  /** Whether the certificate is for the host's name. */
  isForName: boolean;
  /** The server's certificate; undefined if it sent none. */
  certificate: Certificate | undefined;
}

/** The parts of a server's certificate that doctor uses. */
export interface Certificate {
  subject: string;
  issuer: string;
  /** The names that the certificate is for, such as `DNS:sts.contoso.com`. */
  names: string;
  validFrom: Date;
  validTo: Date;
}

// A message has no room for more characters.
const most = 300;

/** Reads the facts about TLS from a connection that is already secure. */
export function tlsFactsOf(socket: TLSSocket, host: string): TlsFacts {
  const shown = socket.getPeerX509Certificate();
  const error = socket.authorizationError as Error | string | null | undefined;
  const code = error instanceof Error ? error.message : (error ?? undefined);
  return {
    protocol: socket.getProtocol() ?? "unknown",
    // Node.js checks the name only if the chain is trusted. `isForName` is therefore checked here.
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

/** A distinguished name on one line. Node.js writes each of its parts on a separate line. */
export function onOneLine(name: string): string {
  return bounded(name.trim().split("\n").join(", "), most);
}
