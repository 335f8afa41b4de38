import type { Code } from "../../codes";
import { methodsOn } from "../../configurations/noun";
import { nouns } from "../../configurations/nouns";
import type { Finding } from "../../finding";
import type { Held } from "./held";
import { methodWord, unknownMethods } from "./reported";

/**
 * A guard's finding in full sentences, about the collection as it is now. The guards' own messages
 * say what a run would do.
 */
export function wordsOf(finding: Finding, held: Held): string {
  return ownWords[finding.code]?.(finding, held) ?? finding.message;
}

const ownWords: Partial<Record<Code, (finding: Finding, held: Held) => string>> = {
  noMethodLeft: (_, held) => noMethodWords(held),
  oauthAloneLeft: (_, held) => `OAuth is the only sign-in method at ${placeOf(held)}. A client that does not support it cannot sign in.`,
  otherMethodLeft: (_, held) => otherMethodWords(held),
  otherMethodUnknown: (_, held) =>
    `${whetherOff(unknownMethods(held))} at ${placeOf(held)}. A client prefers any other method to passive authentication.`,
  certificateOff: (_, held) =>
    `Certificates are off ${proxyWords(undefined, held)}. A client needs a certificate to sign in with its web ticket.`,
  noSecondFactor: ({ proxy }, held) =>
    `${areStillOn(proxy?.on.map(methodOf) ?? [])} ${proxyWords(proxy, held)}. A client can sign in without the second factor.`,
};

function noMethodWords(held: Held): string {
  const unknown = unknownMethods(held);
  if (unknown.length === 0) return `No sign-in method is on at ${placeOf(held)}. No user can sign in.`;
  return `${whetherOff(unknown)} at ${placeOf(held)}, and no other sign-in method is on. Perhaps no user can sign in.`;
}

function otherMethodWords(held: Held): string {
  const others = methodsOn(held.noun, held.found.values).filter((method) => method !== "passive");
  const these = others.length === 1 ? "that" : "these";
  return `${areStillOn(others)} at ${placeOf(held)}. A client prefers ${these} to passive authentication.`;
}

/**
 * Says that methods of a proxy may let users sign in with a password.
 *
 * @param properties the settings that have no value.
 */
export function passwordUnknownWords(properties: readonly string[], held: Held): string {
  return `${whetherOff(properties.map(methodOf))} ${proxyWords(undefined, held)}. A client could sign in without the second factor.`;
}

function proxyWords({ edge, branch }: NonNullable<Finding["proxy"]> = { on: [] }, held: Held): string {
  if (edge !== undefined) return `at the Edge in front of this pool, ${edge}`;
  if (branch !== undefined) return `at the branch whose users this pool serves, ${branch}`;
  // For the pool's own proxy, its Web Services and the proxy itself produce the same text. The
  // report therefore shows it once.
  return `at the ${held.service === "EdgeServer" ? "Edge" : "Registrar"}`;
}

function placeOf({ service, identity }: Held): string {
  return { WebServer: "Web Services", Registrar: "the Registrar", EdgeServer: "the Edge", none: `"${identity}"` }[service ?? "none"];
}

/** The method that a setting turns on, in words. */
function methodOf(property: string): string {
  const setting = nouns.flatMap(({ settings }) => settings[property] ?? [])[0];
  return (setting && methodWord(setting)) ?? property;
}

function areStillOn(methods: readonly string[]): string {
  const words = listed(methods);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${methods.length === 1 ? "is" : "are"} still on`;
}

function whetherOff(methods: readonly string[]): string {
  return `It is unknown whether ${listed(methods)} ${methods.length === 1 ? "is" : "are"} off`;
}

function listed(methods: readonly string[]): string {
  return methods.length < 2 ? methods.join("") : `${methods.slice(0, -1).join(", ")} and ${String(methods.at(-1))}`;
}
