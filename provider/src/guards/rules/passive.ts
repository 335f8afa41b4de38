import { metadataUriExample, metadataUriProblem } from "../../configurations/federation";
import type { Noun, Values } from "../../configurations/noun";
import type { WebServiceValues } from "../../configurations/webService";
import type { Finding } from "../../finding";
import type { Judged, Rule } from "./judged";
import { isPassiveAlone, off } from "./methods";
import { webValues } from "./typedValues";
import { refused, warned } from "./told";

type Web = Judged<WebServiceValues>;

/** Where nothing may be asked, a program has to declare the metadata URI. */
const metadataUriUnknown: Rule<Web> = (web) =>
  isMetadataUriUnknown(web)
    ? [
        warned(
          "metadataUriUnknown",
          "wsFedPassiveMetadataUri",
          "passive authentication is on, and whether there is a metadata URI nobody can ask: without one, nobody could sign in. Declare wsFedPassiveMetadataUri",
        ),
      ]
    : [];

function isMetadataUriUnknown({ values, unknown, beyond }: Web): boolean {
  return beyond === "anything" && values.wsFedPassiveMetadataUri === undefined && !unknown.includes("wsFedPassiveMetadataUri");
}

const metadataUri: Rule<Web> = (web) => {
  const { wsFedPassiveMetadataUri: uri = "" } = web.values;
  if (web.unknown.includes("wsFedPassiveMetadataUri") || isMetadataUriUnknown(web)) return [];
  if (uri === "") return [withoutMetadata("noMetadataUri", "there is no metadata URI")];
  const problem = metadataUriProblem(uri);
  return problem === undefined ? [] : [withoutMetadata("wrongMetadataUri", `${JSON.stringify(uri)} ${problem}`)];
};

function withoutMetadata(code: "noMetadataUri" | "wrongMetadataUri", what: string): Finding {
  const instead = `Declare wsFedPassiveMetadataUri, such as ${JSON.stringify(metadataUriExample)}`;
  return refused(code, "wsFedPassiveMetadataUri", `passive authentication is on, but ${what}: nobody could sign in. ${instead}`);
}

/** Passive authentication at global scope beside other methods. */
const globalPassive: Rule<Web> = (web) => {
  if (!isGlobal(web) || isPassiveAlone(web.values)) return [];
  if (web.allowed?.globalPassive === true || web.allowed?.globalPassiveAlone === true) return [];
  const message =
    "passive authentication at global scope reaches every pool that has no collection of its own; the vendor strongly recommends service scope. Declare the pool's own " +
    "collection; or, for sign-in to Web App with a second factor, beside the other methods, allowGlobalPassive: true";
  return [refused("globalPassive", "useWsFedPassiveAuth", message)];
};

const globalPassiveAlone: Rule<Web> = (web) => {
  if (!isGlobal(web) || !isPassiveAlone(web.values)) return [];
  const what =
    "passive authentication alone at global scope is likely to keep everyone out who does not sign in with a desktop client that knows it";
  if (web.allowed?.globalPassiveAlone === true) return [warned("globalPassiveAlone", "useWsFedPassiveAuth", what)];
  const message =
    `${what}; the vendor strongly recommends service scope. Declare the pool's own collection; or, for sign-in to Web App with a second factor, leave useWindowsAuth on ` +
    "beside it, with allowGlobalPassive: true. Whoever wants it all the same declares allowGlobalPassiveAlone: true";
  return [refused("globalPassiveAlone", "useWsFedPassiveAuth", message)];
};

/**
 * Whether it is the global collection, and what decides there is known: the values as they will be,
 * whoever turned passive on.
 */
function isGlobal({ identity, unknown }: Web): boolean {
  return identity.scope === "global" && !unknown.includes("useWindowsAuth") && !unknown.includes("usePinAuth");
}

const otherMethods = ["useCertificateAuth", "usePinAuth", "useWindowsAuth"] as const satisfies readonly (keyof WebServiceValues)[];

/**
 * Those of the methods beside passive authentication of which a statement holds, and that are not
 * judged later.
 */
function othersWhere({ values, unknown }: Web, holds: (value: unknown, offValue: unknown) => boolean): string[] {
  return otherMethods.filter((property) => !unknown.includes(property) && holds(values[property], off[property]));
}

const otherMethodLeft: Rule<Web> = (web) => {
  const others = othersWhere(web, (value, offValue) => value !== undefined && value !== offValue);
  if (web.identity.scope === "global" || others.length === 0) return [];
  const message = `passive authentication is on beside ${others.join(", ")}: clients like passive least, and will not use it`;
  return [warned("otherMethodLeft", "useWsFedPassiveAuth", message)];
};

const otherMethodUnknown: Rule<Web> = (web) => {
  const unsure = othersWhere(web, (value) => value === undefined);
  if (web.identity.scope === "global" || unsure.length === 0) return [];
  const message = `passive authentication is on, and whether ${unsure.join(", ")} are off nobody knows: declare them`;
  return [warned("otherMethodUnknown", "useWsFedPassiveAuth", message)];
};

const sitePassive: Rule<Web> = ({ identity }) => {
  if (identity.scope !== "site") return [];
  const message = "passive authentication at site scope reaches every pool of the site that has no collection of its own";
  return [warned("sitePassive", "useWsFedPassiveAuth", message)];
};

const rules: readonly Rule<Web>[] = [
  metadataUriUnknown,
  metadataUri,
  globalPassive,
  globalPassiveAlone,
  otherMethodLeft,
  otherMethodUnknown,
  sitePassive,
];

/** What it means that passive authentication is on. */
export const passive: Rule<Web> = (web) => (web.values.useWsFedPassiveAuth === true ? rules.flatMap((rule) => rule(web)) : []);

/** What decides over a pool's methods elsewhere, and comes along when it becomes passive. */
export const authTypeOverridden: Rule<Web> = ({ values, declared, unknown, stored }) => {
  if (values.useWsFedPassiveAuth !== true || stored?.useWsFedPassiveAuth === true) return [];
  return (["overrideAuthTypeForExternalClients", "overrideAuthTypeForInternalClients"] as const).flatMap((property) => {
    const { [property]: value = "" } = values;
    if (value === "" || property in declared || unknown.includes(property)) return [];
    const message = `${property} is ${JSON.stringify(value)}, and stays so: it overrides the sign-in methods of its clients. Declare it as it is to be`;
    return [warned("authTypeOverridden", property, message)];
  });
};

/** Whether a change of a collection turns passive authentication on. */
export function turnsPassiveOn(noun: Noun, { before = {}, after }: { before?: Values | undefined; after: Values }): boolean {
  return noun.governs === "webTicket" && isOn(webValues(after)) && !isOn(webValues(before));
}

function isOn({ useWsFedPassiveAuth }: WebServiceValues): boolean {
  return useWsFedPassiveAuth === true;
}
