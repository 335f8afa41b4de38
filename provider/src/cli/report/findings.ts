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

/** What is found at a scope, before it is said how bad it is there. */
export type Found = Omit<ReportFinding, "severity"> & { undermines: boolean; isInformation?: true };

/**
 * What undermines passive authentication where it is meant to be: another way in, or no way in at
 * all.
 */
const undermining: ReadonlySet<Code> = new Set<Code>([
  ...(["otherMethodLeft", "otherMethodUnknown", "noSecondFactor", "neighbourNotPassive", "unread"] as const),
  ...(["noMethodLeft", "noMetadataUri", "wrongMetadataUri", "metadataUriUnknown", "certificateOff", "noWayToTicket"] as const),
  ...(["mobileMethodOff", "modernAuthentication", "tooOldForPassive", "updateMissing"] as const),
]);

/**
 * What the guards say of a scope's collections as they are. Of one that cannot be judged, the
 * others' findings are told all the same.
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
 * The methods of proxies next to passive authentication that have no value. Of what cannot be read,
 * and of Web Services, the guards say it.
 */
export function unknownMethodFindings({ held }: Scope): Found[] {
  return held.flatMap((one) => {
    const unknown = passwordMethodsUnknown(one.noun, one.found.values).filter((property) => !isUnread(one.found, property));
    if (unknown.length === 0) return [];
    return [{ code: "otherMethodUnknown" as const, message: passwordUnknownWords(unknown, one), undermines: true }];
  });
}

/** What of a scope's own collections is not as the stacks declare it. */
export function declarationFindings({ held }: Scope): Found[] {
  return held.flatMap((one) => {
    const { noun, found, identity } = one;
    const declared = ownDeclaration(one);
    if (declared === undefined) return [];
    const who = `The stack ${declared.stack} declares ${noun.cs} "${identity}"`;
    if (isMissing(one)) {
      const message = `${who}, and there is none. "${found.identity}" holds in its place.`;
      return [{ code: "notAsDeclared" as const, message, undermines: true }];
    }
    const different = Object.keys(differing(noun, toldValues(declared), found));
    if (different.length === 0) return [];
    const message = `${who}, and it is different: ${differencesFrom(declared, found).join("; ")}.`;
    return [
      { code: "notAsDeclared" as const, message, undermines: different.some((property) => decidingSettings(noun).includes(property)) },
    ];
  });
}

/** How long certificates work on that were issued before passive authentication was on. */
export function certificateFindings({ held }: Scope): Found[] {
  return held.flatMap(({ noun, found: { values } }) => {
    if (!isPassiveOn(noun, values)) return [];
    const hours = Number(values.defaultValidityPeriodHours);
    const long = Number.isFinite(hours) ? `${hours} hours (${Math.round(hours / 24)} days; ` : "the time that it says (";
    const message = `Certificates that clients were issued earlier may work without the second factor for up to ${long}DefaultValidityPeriodHours). Revoke-CsClientCertificate -Identity <user> ends them.`;
    return [{ code: "certificatesWorkOn" as const, message, undermines: false, isInformation: true as const }];
  });
}
