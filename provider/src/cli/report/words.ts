import type { Code } from "../../codes";
import { methodsOn } from "../../configurations/noun";
import { nouns } from "../../configurations/nouns";
import type { Finding } from "../../finding";
import { sentence } from "../sentence";
import type { Held } from "./held";
import { methodWord } from "./reported";

/** What a guard found where a collection holds, as it is now, in full sentences. The guards speak of what a run would make of it. */
export function wordsOf(finding: Finding, held: Held): string {
  return ownWords[finding.code]?.(finding, held) ?? sentences(finding.message);
}

const ownWords: Partial<Record<Code, (finding: Finding, held: Held) => string>> = {
  noMethodLeft: (_, held) => `No sign-in method is on at ${placeOf(held)}. Nobody can sign in.`,
  oauthAloneLeft: (_, held) => `OAuth is the only way to sign in at ${placeOf(held)}. A client that does not know it cannot sign in.`,
  otherMethodLeft: (_, held) =>
    `${areStillOn(methodsOn(held.noun, held.found.values).filter((method) => method !== "passive"))} at ${placeOf(held)}. A client prefers that to passive authentication.`,
  noSecondFactor: ({ proxy }, held) =>
    `${areStillOn(proxy?.on.map(methodOf) ?? [])} ${proxyWords(proxy, held)}. A client can sign in without the second factor.`,
};

function proxyWords({ edge, branch }: NonNullable<Finding["proxy"]> = { on: [] }, held: Held): string {
  if (edge !== undefined) return `at the Edge in front of this pool, ${edge}`;
  if (branch !== undefined) return `at the branch that this pool stands behind, ${branch}`;
  // Of the pool itself, it is said at its Web Services and at its proxy, in the same words.
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
  const words = methods.length < 2 ? methods.join("") : `${methods.slice(0, -1).join(", ")} and ${String(methods.at(-1))}`;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${methods.length === 1 ? "is" : "are"} still on`;
}

/** A guard's message as full sentences: what is so, and after its colon what that means. */
export function sentences(message: string): string {
  return sentence(message.split(": ").map(capitalized).join(". "));
}

// A setting's name, such as useWsFedPassiveAuth, is written as it is.
function capitalized(text: string): string {
  return /^[a-z]+(?:[ ,;.]|$)/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
