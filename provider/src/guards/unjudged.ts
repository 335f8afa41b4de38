import type { Noun } from "../configurations/noun";
import type { WebServiceValues } from "../configurations/webService";
import { unreadTexts } from "../deployment/unread";
import { decidingUnread } from "../stack/deciding";
import type { Expected } from "../stack/outlook";
import { warned, type Finding } from "../finding";
import { unreadFindings } from "./rules/told";

// A value that could not be read is no reason to fail for whoever does without it; what depends on
// it is not judged, and that is said.

/** What a guard says of them, where it needs them. */
export function unjudged(noun: Noun, expected: Expected | undefined): string[] {
  if (expected === undefined) return [];
  return unreadTexts(noun, expected, { properties: decidingUnread(noun, expected), secrets: expected.secrets }).map(
    (text) => `${text}. ${notJudged}`,
  );
}

/** The same as findings. */
export function unjudgedFindings(noun: Noun, expected: Expected | undefined): Finding[] {
  return unreadFindings(unjudged(noun, expected));
}

const notJudged = "What depends on it was not judged";

/** What the guards look at in a collection besides the settings that decide. */
const further = [
  "mobilePreferredAuthType",
  "overrideAuthTypeForExternalClients",
  "overrideAuthTypeForInternalClients",
] as const satisfies readonly (keyof WebServiceValues)[];

/**
 * What is said of a collection's own settings that a guard looks at, and that could not be read.
 */
export function ownUnjudged(noun: Noun, expected: Expected): Finding[] {
  const judged = [...decidingUnread(noun, expected), ...further].filter((property) => property in noun.settings);
  return judged.flatMap((property) =>
    unreadTexts(noun, expected, { properties: [property], secrets: expected.secrets }).map((text) =>
      warned("unread", property, `${text}. ${notJudged}`),
    ),
  );
}
