import * as tls from "node:tls";
import { defined } from "../../../../defined";

/** Which issuers are trusted. */
export interface Trust {
  /** Certificates of issuers; those of Node.js and of NODE_EXTRA_CA_CERTS where left out. */
  ca?: string[];
  /** Whether the issuers that this machine's own store trusts are among them. */
  readsSystemStore: boolean;
}

/** What of `node:tls` tells of issuers. Node.js has it from 22.15 on. */
export interface CertificateSource {
  getCACertificates?: (type: "default" | "system") => string[];
}

/**
 * Reads which issuers this machine trusts: those of Node.js, of NODE_EXTRA_CA_CERTS, and of the
 * system's store where Node.js can read that.
 */
export function readTrust({ getCACertificates }: CertificateSource = tls as CertificateSource): Trust {
  const system = getCACertificates?.("system") ?? [];
  if (getCACertificates === undefined || system.length === 0) return { readsSystemStore: false };
  return { ca: [...getCACertificates("default"), ...system], readsSystemStore: true };
}

/**
 * How connections are made: as Node.js makes them, and as a server needs it that offers nothing
 * later than TLS 1.1.
 */
export interface SecureContexts {
  present: tls.SecureContext;
  old: tls.SecureContext;
}

/** Makes both, once for all questions. */
export function secureContextsOf({ ca }: Trust): SecureContexts {
  const trusted = defined({ ca });
  return {
    present: tls.createSecureContext(trusted),
    // OpenSSL's level 1 refuses the hashes of old versions.
    old: tls.createSecureContext({ ...trusted, minVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" }),
  };
}
