import { signInMethods } from "../../configurations/noun";
import type { Finding } from "../../finding";
import type { Judged, Rule } from "./judged";
import { forPresentClients, ntlmSwitch } from "./methods";
import { tooOldForOAuth } from "./serverVersions";
import { refused, warned } from "./told";

/**
 * A collection that leaves no way to sign in on; with modern authentication, one that leaves OAuth
 * alone.
 */
export const noMethodLeft: Rule<Judged> = (judged) => {
  const methods = methodSettings(judged);
  if (methods.length === 0 || !isKnown(judged, methods) || signInMethods(judged.noun, forPresentClients(judged.values)) !== "none")
    return [];
  if (isOAuthLeft(judged)) return oauthAloneLeft(judged);
  const because = why(judged);
  const message =
    `no sign-in method would be left on${because === undefined ? "" : ` (${because})`}: ${whose(judged)} would be locked out. ` +
    `Leave one of ${methods.join(", ")} on`;
  return [refused("noMethodLeft", "", message)];
};

function methodSettings({ noun }: Judged): string[] {
  return Object.entries(noun.settings).flatMap(([property, setting]) => (setting.signIn === undefined ? [] : [property]));
}

/** Whether every value that decides is known, or missing for good. */
function isKnown({ values, unknown, beyond = "asked" }: Judged, methods: readonly string[]): boolean {
  if ([...methods, ntlmSwitch].some((property) => unknown.includes(property))) return false;
  return beyond === "asked" || methods.every((property) => property in values);
}

function isOAuthLeft({ noun, modernAuthentication, withoutOAuth }: Judged): boolean {
  return noun.governs === "webTicket" && modernAuthentication === true && withoutOAuth === undefined;
}

/** It is told by the run that turns the last other method off. */
function oauthAloneLeft(judged: Judged): Finding[] {
  const { noun, stored } = judged;
  if (stored !== undefined && signInMethods(noun, stored) === "none") return [];
  const message = `OAuth alone would be left on, by modern authentication: ${everyone(judged)} with a client that does not know it would be locked out`;
  return [warned("oauthAloneLeft", "", message)];
}

function why({ values, withoutOAuth }: Judged): string | undefined {
  if (withoutOAuth !== undefined) return tooOldForOAuth(withoutOAuth);
  return values[ntlmSwitch] === true ? `${ntlmSwitch} leaves NTLM to clients before Lync 2010` : undefined;
}

function whose(judged: Judged): string {
  return judged.withoutOAuth === undefined || judged.identity.scope === "service" ? everyone(judged) : "everyone there";
}

function everyone({ identity }: Judged): string {
  return identity.scope === "service" ? `everyone of ${identity.pool}` : "everyone that inherits it";
}
