import type { Noun } from "../configurations/noun";
import type { WebServiceValues } from "../configurations/webService";
import { unreadTexts } from "../deployment/unread";
import { sentence } from "../sentence";
import { decidingUnread } from "../stack/deciding";
import type { Expected } from "../stack/outlook";
import { warned, type Finding } from "../finding";
import { unreadFindings } from "./rules/told";

// A value that could not be read does not fail a run that can do without it. What depends on the
// value is not judged, and a warning says so.

/** Returns texts about the values that a guard needs and that could not be read. */
export function unjudged(noun: Noun, expected: Expected | undefined): string[] {
  if (expected === undefined) return [];
  return unreadTexts(noun, expected, { properties: decidingUnread(noun, expected), secrets: expected.secrets }).map(withoutJudgement);
}

/** Returns findings about the values that a guard needs and that could not be read. */
export function unjudgedFindings(noun: Noun, expected: Expected | undefined): Finding[] {
  return unreadFindings(unjudged(noun, expected));
}

function withoutJudgement(text: string): string {
  return `${sentence(text)} What depends on this value was not checked.`;
}

/** The settings that the guards look at in addition to those that decide how users sign in. */
const further = [
  "mobilePreferredAuthType",
  "overrideAuthTypeForExternalClients",
  "overrideAuthTypeForInternalClients",
] as const satisfies readonly (keyof WebServiceValues)[];

/** Findings about a collection's own settings that a guard needs and that could not be read. */
export function ownUnjudged(noun: Noun, expected: Expected): Finding[] {
  const judged = [...decidingUnread(noun, expected), ...further].filter((property) => property in noun.settings);
  return judged.flatMap((property) =>
    unreadTexts(noun, expected, { properties: [property], secrets: expected.secrets }).map((text) =>
      warned("unread", property, withoutJudgement(text)),
    ),
  );
}
