import type { Code } from "../../codes";
import { differing, isUnread } from "../../configurations/noun";
import type { Finding } from "../../finding";
import { isPassiveOn, judgePresent, passwordMethodsUnknown } from "../../guards/present";
import { decidingSettings } from "../../stack/deciding";
import type { View } from "../../stack/memory";
import { differencesFrom, toldValues } from "../declaredCollections";
import { isMissing, ownDeclaration, type Held, type Scope } from "./held";
import type { ReportFinding } from "./report";
import type { Unjudged } from "./unjudged";
import { passwordUnknownWords, wordsOf } from "./words";

/** A finding at a scope, before its severity is decided. */
export type Found = Omit<ReportFinding, "severity"> & { undermines: boolean; isInformation?: true };

/**
 * The findings that undermine passive authentication: another sign-in method is left, or no user
 * can sign in.
 */
const undermining: ReadonlySet<Code> = new Set<Code>([
  ...(["otherMethodLeft", "otherMethodUnknown", "noSecondFactor", "neighbourNotPassive", "unread"] as const),
  ...(["noMethodLeft", "noMetadataUri", "wrongMetadataUri", "metadataUriUnknown", "certificateOff", "noWayToTicket"] as const),
  ...(["mobileMethodOff", "modernAuthentication", "tooOldForPassive", "updateMissing"] as const),
]);

/**
 * The guards' findings for a scope's collections as they are. If one collection cannot be judged,
 * the findings of the others are still returned.
 */
export async function guardFindings(stored: View, { name, held }: Scope, unjudged: Unjudged): Promise<Found[]> {
  const found: Found[] = [];
  for (const one of held) {
    const options = one.declared?.state.options ?? {};
    const present = { noun: one.noun, identity: one.identity, found: one.found, options };
    const findings = await unjudged.orNone(name, () => judgePresent(stored, present));
    found.push(...findings.map((finding) => asFound(finding, one)));
  }
  return found;
}

function asFound(finding: Finding, held: Held): Found {
  const { code } = finding;
  return { code, message: wordsOf(finding, held), undermines: undermining.has(code) };
}

/**
 * Findings for password methods of proxies that have no value while passive authentication is on.
 * The guards already report settings that cannot be read, and those of Web Services.
 */
export function unknownMethodFindings({ held }: Scope): Found[] {
  return held.flatMap((one) => {
    const unknown = passwordMethodsUnknown(one.noun, one.found.values).filter((property) => !isUnread(one.found, property));
    if (unknown.length === 0) return [];
    return [{ code: "otherMethodUnknown" as const, message: passwordUnknownWords(unknown, one), undermines: true }];
  });
}

/** Findings for the scope's own collections that are not as the stacks declare them. */
export function declarationFindings({ held }: Scope): Found[] {
  return held.flatMap((one) => {
    const { noun, found, identity } = one;
    const declared = ownDeclaration(one);
    if (declared === undefined) return [];
    const who = `The stack ${declared.stack} declares ${noun.cs} "${identity}"`;
    if (isMissing(one)) {
      const message = `${who}, but that collection does not exist. "${found.identity}" applies instead.`;
      return [{ code: "notAsDeclared" as const, message, undermines: true }];
    }
    const different = Object.keys(differing(noun, toldValues(declared), found));
    if (different.length === 0) return [];
    const message = `${who}, but the stored values differ: ${differencesFrom(declared, found).join("; ")}.`;
    return [
      { code: "notAsDeclared" as const, message, undermines: different.some((property) => decidingSettings(noun).includes(property)) },
    ];
  });
}

/**
 * Findings that say how long certificates still work that were issued before passive authentication
 * was on.
 */
export function certificateFindings({ held }: Scope): Found[] {
  return held.flatMap(({ noun, found: { values } }) => {
    if (!isPassiveOn(noun, values)) return [];
    const hours = Number(values.defaultValidityPeriodHours);
    const long = Number.isFinite(hours) ? `${hours} hours (${Math.round(hours / 24)} days; ` : "the configured time (";
    const message = `Certificates that clients received earlier may work without the second factor for up to ${long}DefaultValidityPeriodHours). Revoke-CsClientCertificate -Identity <user> revokes them.`;
    return [{ code: "certificatesWorkOn" as const, message, undermines: false, isInformation: true as const }];
  });
}
