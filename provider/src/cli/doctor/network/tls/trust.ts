import * as tls from "node:tls";
import { defined } from "../../../../defined";

/** Which issuers are trusted. */
export interface Trust {
  /** Certificates of issuers; those of Node.js and of NODE_EXTRA_CA_CERTS if left out. */
  ca?: string[];
  /** Whether the issuers that this machine's own store trusts are among them. */
  readsSystemStore: boolean;
}

/** The function of `node:tls` that lists issuers. Node.js has it from version 22.15 on. */
export interface CertificateSource {
  getCACertificates?: (type: "default" | "system") => string[];
}

/**
 * Reads which issuers this machine trusts: those of Node.js and of NODE_EXTRA_CA_CERTS, and those
 * of the system's store if Node.js can read it.
 */
export function readTrust({ getCACertificates }: CertificateSource = tls as CertificateSource): Trust {
  const system = getCACertificates?.("system") ?? [];
  if (getCACertificates === undefined || system.length === 0) return { readsSystemStore: false };
  return { ca: [...getCACertificates("default"), ...system], readsSystemStore: true };
}

/**
 * The TLS settings for connections: the usual ones of Node.js, and those for a server that offers
 * nothing later than TLS 1.1.
 */
export interface SecureContexts {
  present: tls.SecureContext;
  old: tls.SecureContext;
}

/** Makes the TLS settings of both kinds, once for all requests. */
export function secureContextsOf({ ca }: Trust): SecureContexts {
  const trusted = defined({ ca });
  return {
    present: tls.createSecureContext(trusted),
    // OpenSSL's security level 1 refuses the hashes that old versions use.
    old: tls.createSecureContext({ ...trusted, minVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" }),
  };
}
