import { dayOf, endsSoon } from "../days";
import { fine, finding, unknown, type Verdict } from "../verdict";
import type { Certificate, TlsFacts } from "./facts";

/** What TLS is judged against. */
export interface TlsCircumstances {
  /** The name that the certificate must be for. */
  host: string;
  now: Date;
  /** Whether Node.js could read the issuers that this machine's own store trusts. */
  readsSystemStore: boolean;
}

/** Judges a server's TLS: its version, and the certificate's dates, name and issuer. */
export function judgeTls(facts: TlsFacts, circumstances: TlsCircumstances): Verdict[] {
  const { protocol, certificate } = facts;
  const bad = [...judgeVersion(protocol), ...judgeCertificate(facts, circumstances)];
  if (bad.length > 0 || certificate === undefined) return bad;
  const { subject, issuer, validTo } = certificate;
  return [
    fine(
      `It uses ${versionWords(protocol)}. Its certificate (${subject}, issued by ${issuer}) is trusted and expires on ${dayOf(validTo)}.`,
    ),
  ];
}

function judgeVersion(protocol: string): Verdict[] {
  if (!["SSLv3", "TLSv1", "TLSv1.1"].includes(protocol)) return [];
  const found = `It offers no version of TLS later than ${versionWords(protocol)}.`;
  return [finding("tlsTooOld", found, "Turn on TLS 1.2 there, because current clients refuse older versions.")];
}

function judgeCertificate(facts: TlsFacts, circumstances: TlsCircumstances): Verdict[] {
  const { certificate, isForName } = facts;
  const { host } = circumstances;
  if (certificate === undefined)
    return [finding("certificateUntrusted", "It sent no certificate.", `Assign a certificate for ${host} there.`)];
  const { names } = certificate;
  const otherName = finding(
    "certificateUntrusted",
    `Its certificate is for ${names}, but not for ${host}.`,
    `Assign a certificate that names ${host}.`,
  );
  return [...judgeDates(certificate, circumstances), ...(isForName ? [] : [otherName]), ...judgeChain(facts, certificate, circumstances)];
}

function judgeDates({ subject, validFrom, validTo }: Certificate, { now }: TlsCircumstances): Verdict[] {
  const renew = "Renew the certificate, and assign the new one.";
  if (validTo <= now) return [finding("certificateExpired", `Its certificate (${subject}) expired on ${dayOf(validTo)}.`, renew)];
  if (validFrom > now)
    return [
      finding(
        "certificateExpired",
        `Its certificate (${subject}) is not valid before ${dayOf(validFrom)}.`,
        "Check this machine's clock. If it is right, assign a certificate that is valid now.",
      ),
    ];
  return endsSoon(validTo, now)
    ? [finding("certificateExpiring", `Its certificate (${subject}) expires on ${dayOf(validTo)}.`, renew)]
    : [];
}

/** OpenSSL's codes for an issuer that is unknown, but not bad. */
const unknownIssuer: readonly string[] = [
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
];

/**
 * OpenSSL's codes for a certificate that is not valid now: the server's own, or another one in the
 * chain.
 */
const notValidNow: readonly string[] = ["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID"];

function judgeChain({ chainError }: TlsFacts, { issuer, ...dates }: Certificate, { now, readsSystemStore }: TlsCircumstances): Verdict[] {
  if (chainError === undefined) return [];
  if (notValidNow.includes(chainError)) {
    // The dates of the server's own certificate are already reported.
    if (dates.validTo <= now || dates.validFrom > now) return [];
    return [
      finding(
        "certificateExpired",
        "The certificate of one of its issuers is not valid now.",
        "Renew that certificate, and have the server send the new one.",
      ),
    ];
  }
  if (!unknownIssuer.includes(chainError))
    return [
      finding("certificateUntrusted", `Its certificate is not trusted: ${chainError}.`, "Assign a certificate that this machine trusts."),
    ];
  const send = "Make sure that the server sends the certificates between its own and the root";
  if (readsSystemStore)
    return [
      finding(
        "certificateUntrusted",
        `This machine does not trust the issuer of its certificate: ${issuer} (${chainError}).`,
        `${send}, and that this machine trusts the root.`,
      ),
    ];
  return [
    unknown(
      "certificateUntrusted",
      `It is unknown whether its certificate is trusted. Node.js does not know the issuer ${issuer} (${chainError}), and this Node.js cannot read the system's certificate store.`,
      `Put the root's certificate into a PEM file and set NODE_EXTRA_CA_CERTS to that file, or use Node.js 22.15 or later. ${send}.`,
    ),
  ];
}

function versionWords(protocol: string): string {
  return protocol.replace(/^TLSv1$/, "TLS 1.0").replace("TLSv", "TLS ");
}
