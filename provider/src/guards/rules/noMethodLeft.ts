import { signInMethods } from "../../configurations/noun";
import type { Finding } from "../../finding";
import type { Judged, Rule } from "./judged";
import { forPresentClients, ntlmSwitch } from "./methods";
import { tooOldForOAuth } from "./serverVersions";
import { refused, warned } from "./told";

/**
 * Refuses a collection that leaves no sign-in method on. With modern authentication on, OAuth is
 * left, so it warns instead.
 */
export const noMethodLeft: Rule<Judged> = (judged) => {
  const methods = methodSettings(judged);
  if (methods.length === 0 || !isKnown(judged, methods) || signInMethods(judged.noun, forPresentClients(judged.values)) !== "none")
    return [];
  if (isOAuthLeft(judged)) return oauthAloneLeft(judged);
  const because = why(judged);
  const message =
    `No sign-in method would be left on.${because === undefined ? "" : ` ${because}`} ${whose(judged)} would be locked out. ` +
    `Leave at least one of ${methods.join(", ")} on.`;
  return [refused("noMethodLeft", "", message)];
};

function methodSettings({ noun }: Judged): string[] {
  return Object.entries(noun.settings).flatMap(([property, setting]) => (setting.signIn === undefined ? [] : [property]));
}

/** Whether every value that decides is known, or is known to be missing. */
function isKnown({ values, unknown, beyond = "asked" }: Judged, methods: readonly string[]): boolean {
  if ([...methods, ntlmSwitch].some((property) => unknown.includes(property))) return false;
  return beyond === "asked" || methods.every((property) => property in values);
}

function isOAuthLeft({ noun, modernAuthentication, withoutOAuth }: Judged): boolean {
  return noun.governs === "webTicket" && modernAuthentication === true && withoutOAuth === undefined;
}

/** Only the run that turns off the last other method causes this warning. */
function oauthAloneLeft(judged: Judged): Finding[] {
  const { noun, stored } = judged;
  if (stored !== undefined && signInMethods(noun, stored) === "none") return [];
  const message =
    `Only OAuth would be left on, because modern authentication is on. ${everyone(judged)} would be locked out if their client does not support OAuth. ` +
    "Leave another method on for such clients.";
  return [warned("oauthAloneLeft", "", message)];
}

function why({ values, withoutOAuth }: Judged): string | undefined {
  if (withoutOAuth !== undefined) return tooOldForOAuth(withoutOAuth);
  return values[ntlmSwitch] === true ? `${ntlmSwitch} allows NTLM only for clients older than Lync 2010.` : undefined;
}

function whose(judged: Judged): string {
  return judged.withoutOAuth === undefined || judged.identity.scope === "service" ? everyone(judged) : "All users there";
}

function everyone({ identity }: Judged): string {
  return identity.scope === "service" ? `All users of ${identity.pool}` : "All users of every pool that inherits this collection";
}
