import { metadataUriExample, metadataUriProblem } from "../../configurations/federation";
import type { Noun, Values } from "../../configurations/noun";
import type { WebServiceValues } from "../../configurations/webService";
import type { Finding } from "../../finding";
import type { Judged, Rule } from "./judged";
import { isPassiveAlone, off } from "./methods";
import { webValues } from "./typedValues";
import { refused, warned } from "./told";

type Web = Judged<WebServiceValues>;

/** If the deployment may not be read, the program has to declare the metadata URI. */
const metadataUriUnknown: Rule<Web> = (web) =>
  isMetadataUriUnknown(web)
    ? [
        warned(
          "metadataUriUnknown",
          "wsFedPassiveMetadataUri",
          "Passive authentication is on, and it is unknown whether there is a metadata URI, because the deployment cannot be read here. " +
            "Without one, no user could sign in. Declare wsFedPassiveMetadataUri.",
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
  const instead = `Declare wsFedPassiveMetadataUri, such as ${JSON.stringify(metadataUriExample)}.`;
  return refused(code, "wsFedPassiveMetadataUri", `Passive authentication is on, but ${what}. No user could sign in. ${instead}`);
}

/** Refuses passive authentication next to other methods at global scope. */
const globalPassive: Rule<Web> = (web) => {
  if (!isGlobal(web) || isPassiveAlone(web.values)) return [];
  if (web.allowed?.globalPassive === true || web.allowed?.globalPassiveAlone === true) return [];
  const message =
    "Passive authentication at global scope applies to every pool that inherits the global collection. The vendor strongly recommends service scope. Declare a collection for each pool that should be passive instead. " +
    "If you want a second factor for Web App while the other methods stay on, declare allowGlobalPassive: true.";
  return [refused("globalPassive", "useWsFedPassiveAuth", message)];
};

const globalPassiveAlone: Rule<Web> = (web) => {
  if (!isGlobal(web) || !isPassiveAlone(web.values)) return [];
  const what =
    "Passive authentication would be the only sign-in method at global scope. This is likely to lock out everyone except users of desktop clients that support it.";
  if (web.allowed?.globalPassiveAlone === true) return [warned("globalPassiveAlone", "useWsFedPassiveAuth", what)];
  const message =
    `${what} The vendor strongly recommends service scope. Declare a collection for each pool that should be passive instead. ` +
    "If you want sign-in to Web App with a second factor, leave useWindowsAuth on and declare allowGlobalPassive: true. If you want this anyway, declare allowGlobalPassiveAlone: true.";
  return [refused("globalPassiveAlone", "useWsFedPassiveAuth", message)];
};

/**
 * Whether this is the global collection, and the settings that decide there are known. The values
 * as they will be count, whether or not this program turned passive authentication on.
 */
function isGlobal({ identity, unknown }: Web): boolean {
  return identity.scope === "global" && !unknown.includes("useWindowsAuth") && !unknown.includes("usePinAuth");
}

const otherMethods = ["useCertificateAuth", "usePinAuth", "useWindowsAuth"] as const satisfies readonly (keyof WebServiceValues)[];

/**
 * The methods other than passive authentication for which a condition is true. Methods that are
 * judged later are left out.
 */
function othersWhere({ values, unknown }: Web, holds: (value: unknown, offValue: unknown) => boolean): string[] {
  return otherMethods.filter((property) => !unknown.includes(property) && holds(values[property], off[property]));
}

const otherMethodLeft: Rule<Web> = (web) => {
  const others = othersWhere(web, (value, offValue) => value !== undefined && value !== offValue);
  if (web.identity.scope === "global" || others.length === 0) return [];
  const message = `Passive authentication is on next to ${others.join(", ")}. Clients prefer any other method, so they will not use passive authentication. Turn the others off.`;
  return [warned("otherMethodLeft", "useWsFedPassiveAuth", message)];
};

const otherMethodUnknown: Rule<Web> = (web) => {
  const unsure = othersWhere(web, (value) => value === undefined);
  if (web.identity.scope === "global" || unsure.length === 0) return [];
  const message = `Passive authentication is on, and it is unknown whether these other methods are off: ${unsure.join(", ")}. Declare them.`;
  return [warned("otherMethodUnknown", "useWsFedPassiveAuth", message)];
};

const sitePassive: Rule<Web> = ({ identity }) => {
  if (identity.scope !== "site") return [];
  const message =
    "Passive authentication at site scope applies to every pool that inherits the site's collection. To make only some pools passive, declare a collection for each of them instead.";
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

/** Judges a collection that has passive authentication on. */
export const passive: Rule<Web> = (web) => (web.values.useWsFedPassiveAuth === true ? rules.flatMap((rule) => rule(web)) : []);

/** Warns of an override of the sign-in methods that is still set when a pool becomes passive. */
export const authTypeOverridden: Rule<Web> = ({ values, declared, unknown, stored }) => {
  if (values.useWsFedPassiveAuth !== true || stored?.useWsFedPassiveAuth === true) return [];
  return (["overrideAuthTypeForExternalClients", "overrideAuthTypeForInternalClients"] as const).flatMap((property) => {
    const { [property]: value = "" } = values;
    if (value === "" || property in declared || unknown.includes(property)) return [];
    const message = `${property} is ${JSON.stringify(value)}, and this run does not change it. It overrides the sign-in methods for ${property.includes("External") ? "external" : "internal"} clients. Declare the value that it should have.`;
    return [warned("authTypeOverridden", property, message)];
  });
};

/** Whether a change to a collection turns passive authentication on. */
export function turnsPassiveOn(noun: Noun, { before = {}, after }: { before?: Values | undefined; after: Values }): boolean {
  return noun.governs === "webTicket" && isOn(webValues(after)) && !isOn(webValues(before));
}

function isOn({ useWsFedPassiveAuth }: WebServiceValues): boolean {
  return useWsFedPassiveAuth === true;
}
