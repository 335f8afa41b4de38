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
  const message = "Kerberos is the only method left, and cannot authenticate remote users";
  return [warned("kerberosAlone", "useKerberosForClientToProxyAuth", message)];
};

const rulesOfAll: readonly Rule<Judged>[] = [noMethodLeft];
const rulesOfWeb: readonly Rule<Judged<WebServiceValues>>[] = [passive, mobileMethodOff, mobileMethodUnsure, authTypeOverridden];
const rulesOfProxy: readonly Rule<Judged<ProxyValues>>[] = [kerberosAlone];

/** What a collection's own settings tell; no other collection is looked at. */
export function judgeCollection(judged: Judged): Finding[] {
  return [...rulesOfAll.flatMap((rule) => rule(judged)), ...byNoun(judged)];
}

/**
 * What a noun governs tells which table its values are of; `typedValues.ts` says why they have its
 * types.
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

/**
 * Whether modern authentication decides what the guards say of a collection, and has to be asked
 * for.
 */
export function dependsOnModernAuthentication(noun: Noun, values: Values): boolean {
  if (noun.governs !== "webTicket") return false;
  return signInMethods(noun, values) === "none" || mobileMethodDepends(webValues(values));
}
