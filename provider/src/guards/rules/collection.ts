import { isMethod, signInMethods, type Noun, type Values } from "../../configurations/noun";
import type { ProxyValues } from "../../configurations/proxy";
import type { WebServiceValues } from "../../configurations/webService";
import type { Finding } from "../../finding";
import type { Judged, Rule } from "./judged";
import { leavesKerberosAlone, ntlmSwitch } from "./methods";
import { dependsOnModernAuthentication as mobileMethodDepends, mobileMethodOff, mobileMethodUnsure } from "./mobileMethod";
import { noMethodLeft } from "./noMethodLeft";
import { authTypeOverridden, passive } from "./passive";
import { webValues } from "./typedValues";
import { warned } from "./told";

const kerberosAlone: Rule<Judged<ProxyValues>> = ({ noun, values, unknown }) => {
  const isUnknown = unknown.some((property) => isMethod(noun, property) || property === ntlmSwitch);
  if (isUnknown || !leavesKerberosAlone(values)) return [];
  const message = "Kerberos is the only sign-in method left on, and it cannot authenticate remote users. Leave another method on for them.";
  return [warned("kerberosAlone", "useKerberosForClientToProxyAuth", message)];
};

const rulesOfAll: readonly Rule<Judged>[] = [noMethodLeft];
const rulesOfWeb: readonly Rule<Judged<WebServiceValues>>[] = [passive, mobileMethodOff, mobileMethodUnsure, authTypeOverridden];
const rulesOfProxy: readonly Rule<Judged<ProxyValues>>[] = [kerberosAlone];

/** Judges a collection by its own settings, without looking at any other collection. */
export function judgeCollection(judged: Judged): Finding[] {
  return [...rulesOfAll.flatMap((rule) => rule(judged)), ...byNoun(judged)];
}

/**
 * What a noun governs decides which table its values belong to. `typedValues.ts` explains why they
 * have that table's types.
 */
function byNoun(judged: Judged): Finding[] {
  switch (judged.noun.governs) {
    case "webTicket":
      return rulesOfWeb.flatMap((rule) => rule(judged));
    case "proxySignIn":
      return rulesOfProxy.flatMap((rule) => rule(judged));
    case "nothing":
      return [];
  }
}

/** Whether the guards need to know if modern authentication is on, to judge a collection. */
export function dependsOnModernAuthentication(noun: Noun, values: Values): boolean {
  if (noun.governs !== "webTicket") return false;
  return signInMethods(noun, values) === "none" || mobileMethodDepends(webValues(values));
}
