import { KeyObject, webcrypto } from "node:crypto";
import "reflect-metadata";
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** A server's key and certificate, in the form that `node:https` takes. */
export interface Issued {
  key: string;
  cert: string;
}

/** What a certificate is to contain. */
export interface Wanted {
  names?: string[];
  /** The start of its validity, in days from now. */
  from?: number;
  to?: number;
}

/** A test's certification authority, created at run time. */
export interface Authority {
  /** The authority's own certificate. */
  root: string;
  issue: (wanted?: Wanted) => Promise<Issued>;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;

/** The point in time that is `days` days from now. */
export function daysFromNow(days: number): Date {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000);
}

/**
 * Creates an authority. It uses one key for all certificates that it issues, because creating keys
 * takes time.
 */
export async function makeAuthority(name = "CN=Contoso Root CA"): Promise<Authority> {
  const [keys, serverKeys] = await Promise.all([makeKeys(), makeKeys()]);
  const key = KeyObject.from(serverKeys.privateKey).export({ type: "pkcs8", format: "pem" }).toString();
  const root = await X509CertificateGenerator.createSelfSigned({
    serialNumber: "01",
    name,
    notBefore: daysFromNow(-1000),
    notAfter: daysFromNow(1000),
    signingAlgorithm: algorithm,
    keys,
    extensions: [new BasicConstraintsExtension(true, 1, true), new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true)],
  });
  let serial = 1;
  return {
    root: root.toString("pem"),
    issue: async ({ names = ["sts.contoso.com"], from = -1, to = 365 } = {}) => {
      serial += 1;
      const certificate = await X509CertificateGenerator.create({
        serialNumber: serial.toString(16).padStart(2, "0"),
        subject: `CN=${names[0] ?? "nobody"}`,
        issuer: root.subject,
        notBefore: daysFromNow(from),
        notAfter: daysFromNow(to),
        signingAlgorithm: algorithm,
        publicKey: serverKeys.publicKey,
        signingKey: keys.privateKey,
        extensions: [new SubjectAlternativeNameExtension(names.map((value) => ({ type: "dns", value })))],
      });
      return { key, cert: certificate.toString("pem") };
    },
  };
}

function makeKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
}

/** The base64 text of a PEM certificate, as metadata documents contain it. */
export function base64Of(pem: string): string {
  return pem.replace(/-----[^-]+-----|\s/g, "");
}
