import { dayOf, endsSoon } from "../days";
import { fine, finding, unknown, type Verdict } from "../verdict";
import type { Certificate, TlsFacts } from "./facts";

/** By what TLS is judged. */
export interface TlsCircumstances {
  /** The name that the certificate is to be for. */
  host: string;
  now: Date;
  /** Whether the issuers that this machine's own store trusts are known. */
  readsSystemStore: boolean;
}

/** What a server's TLS is worth: its version, and the certificate's dates, name and issuer. */
export function judgeTls(facts: TlsFacts, circumstances: TlsCircumstances): Verdict[] {
  const { protocol, certificate } = facts;
  const bad = [...judgeVersion(protocol), ...judgeCertificate(facts, circumstances)];
  if (bad.length > 0 || certificate === undefined) return bad;
  const { subject, issuer, validTo } = certificate;
  return [
    fine(
      `It speaks ${versionWords(protocol)}. Its certificate (${subject}, issued by ${issuer}) is trusted, and ends on ${dayOf(validTo)}.`,
    ),
  ];
}

function judgeVersion(protocol: string): Verdict[] {
  if (!["SSLv3", "TLSv1", "TLSv1.1"].includes(protocol)) return [];
  const found = `It offers no version of TLS later than ${versionWords(protocol)}.`;
  return [finding("tlsTooOld", found, "Turn on TLS 1.2 there. Present clients refuse what is older.")];
}

function judgeCertificate(facts: TlsFacts, circumstances: TlsCircumstances): Verdict[] {
  const { certificate, isForName } = facts;
  const { host } = circumstances;
  if (certificate === undefined)
    return [finding("certificateUntrusted", "It showed no certificate.", `Assign a certificate for ${host} there.`)];
  const { names } = certificate;
  const otherName = finding(
    "certificateUntrusted",
    `Its certificate is for ${names}, and not for ${host}.`,
    `Assign a certificate that names ${host}.`,
  );
  return [...judgeDates(certificate, circumstances), ...(isForName ? [] : [otherName]), ...judgeChain(facts, certificate, circumstances)];
}

function judgeDates({ subject, validFrom, validTo }: Certificate, { now }: TlsCircumstances): Verdict[] {
  const renew = "Renew the certificate, and assign the new one.";
  if (validTo <= now) return [finding("certificateExpired", `Its certificate (${subject}) ended on ${dayOf(validTo)}.`, renew)];
  if (validFrom > now)
    return [
      finding(
        "certificateExpired",
        `Its certificate (${subject}) is not valid before ${dayOf(validFrom)}.`,
        "Look at this machine's clock. If it is right, assign a certificate that is valid now.",
      ),
    ];
  return endsSoon(validTo, now) ? [finding("certificateExpiring", `Its certificate (${subject}) ends on ${dayOf(validTo)}.`, renew)] : [];
}

/** The codes of OpenSSL by which an issuer is unknown, and not bad. */
const unknownIssuer: readonly string[] = [
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
];

/**
 * The codes of OpenSSL by which a certificate in the chain, or the server's own, is not valid now.
 */
const notValidNow: readonly string[] = ["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID"];

function judgeChain({ chainError }: TlsFacts, { issuer, ...dates }: Certificate, { now, readsSystemStore }: TlsCircumstances): Verdict[] {
  if (chainError === undefined) return [];
  if (notValidNow.includes(chainError)) {
    // Its own dates are told already.
    if (dates.validTo <= now || dates.validFrom > now) return [];
    return [
      finding("certificateExpired", "A certificate of its issuers is not valid now.", "Renew it, and have the server send the new one."),
    ];
  }
  if (!unknownIssuer.includes(chainError))
    return [
      finding("certificateUntrusted", `Its certificate is not trusted: ${chainError}.`, "Assign a certificate that this machine trusts."),
    ];
  const send = "See to it that the server sends the certificates between its own and the root";
  if (readsSystemStore)
    return [
      finding(
        "certificateUntrusted",
        `This machine does not trust the issuer of its certificate, ${issuer} (${chainError}).`,
        `${send}, and that this machine trusts the root.`,
      ),
    ];
  return [
    unknown(
      "certificateUntrusted",
      `It could not be told whether its certificate is trusted. Node.js does not know the issuer, ${issuer} (${chainError}), and this Node.js cannot read the system's certificate store.`,
      `Put the root's certificate into a PEM file and name that in NODE_EXTRA_CA_CERTS, or use Node.js 22.15 or later. ${send}.`,
    ),
  ];
}

function versionWords(protocol: string): string {
  return protocol.replace(/^TLSv1$/, "TLS 1.0").replace("TLSv", "TLS ");
}
