import { firstFew } from "../../../../listed";
import { dayOf, endsSoon, soonDays } from "../days";
import { fine, finding, information, type Verdict } from "../verdict";
import type { SigningCertificate } from "./entity";

const renew = "Make sure that AD FS has a new token-signing certificate (Get-AdfsCertificate -CertificateType Token-Signing).";

/** Judges whether what AD FS signs can be verified now, and for how long. */
export function judgeSigning(certificates: readonly SigningCertificate[], now: Date): Verdict[] {
  const valid = certificates.filter(({ validFrom, validTo }) => validFrom <= now && validTo > now);
  if (valid.length === 0) {
    const there =
      certificates.length === 0
        ? "It has no readable signing certificate."
        : `None of its signing certificates is valid now: ${listed(certificates)}.`;
    return [finding("noSigningCertificate", there, renew)];
  }
  const until = validUntil(certificates, valid);
  if (endsSoon(until, now))
    return [
      finding("certificateExpiring", `The last of its signing certificates expires within ${soonDays} days: ${listed(valid)}.`, renew),
    ];
  const ending = valid.filter(({ validTo }) => endsSoon(validTo, now));
  if (ending.length > 0)
    return [
      information(`A signing certificate expires within ${soonDays} days: ${listed(ending)}. Another one is valid until ${dayOf(until)}.`),
    ];
  return [fine(`Signing certificates that are valid now: ${valid.length}. The last one expires on ${dayOf(until)}.`)];
}

/**
 * Until when there is a valid certificate without a gap. A certificate that is not valid yet counts
 * if it becomes valid in time.
 */
function validUntil(all: readonly SigningCertificate[], valid: readonly SigningCertificate[]): Date {
  const inOrder = [...all].sort((one, other) => one.validFrom.getTime() - other.validFrom.getTime());
  return inOrder.reduce((until, { validFrom, validTo }) => (validFrom <= until && validTo > until ? validTo : until), latestEnd(valid));
}

function latestEnd(certificates: readonly SigningCertificate[]): Date {
  return new Date(Math.max(...certificates.map(({ validTo }) => validTo.getTime())));
}

function listed(certificates: readonly SigningCertificate[]): string {
  const words = certificates.map(({ subject, validFrom, validTo }) => `${subject} (from ${dayOf(validFrom)} to ${dayOf(validTo)})`);
  return firstFew(words, 5);
}
