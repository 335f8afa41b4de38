import { KeyObject, webcrypto } from "node:crypto";
import "reflect-metadata";
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** A server's key and certificate, as `node:https` takes them. */
export interface Issued {
  key: string;
  cert: string;
}

/** What a certificate is to be. */
export interface Wanted {
  names?: string[];
  /** In days from now. */
  from?: number;
  to?: number;
}

/** A certification authority of a test, made at run time. */
export interface Authority {
  /** Its own certificate. */
  root: string;
  issue: (wanted?: Wanted) => Promise<Issued>;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;

/** A day so many days from now. */
export function daysFromNow(days: number): Date {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000);
}

/** Makes an authority. It has one key for all that it issues, because making keys takes time. */
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

/** The base64 of a certificate's PEM, as metadata documents have it. */
export function base64Of(pem: string): string {
  return pem.replace(/-----[^-]+-----|\s/g, "");
}
