import type { Identity } from "../configurations/identity";
import { signInMethods, type Noun, type Values } from "../configurations/noun";
import { metadataUriExample, metadataUriProblem } from "../configurations/federation";
import { refused, warned, type Finding } from "./finding";

/** A collection as it will be, and what of it the program declares. */
export interface Judged {
  noun: Noun;
  identity: Identity;
  /** Declared settings over what the server has, or over what New will start from. A setting that is not there nobody knows. */
  values: Values;
  declared: Values;
  /** Settings whose declared value is not known yet, in a preview: they are judged when it is. */
  unknown: readonly string[];
  allowGlobalPassive: boolean;
  /**
   * What the collection holds beyond the declared settings: `asked`, it stands in `values`; where nothing may be asked, the `defaults` that New starts from, or `anything`.
   * Default: `asked`.
   */
  beyond?: "asked" | "defaults" | "anything";
}

/** What a collection's own settings tell; no other collection is looked at. */
export function judgeCollection(judged: Judged): Finding[] {
  return [...anyMethodLeft(judged), ...passive(judged), ...mobile(judged), ...kerberosAlone(judged)];
}

function anyMethodLeft({ noun, values, unknown, identity, beyond = "asked" }: Judged): Finding[] {
  const methods = Object.entries(noun.settings).filter(([, setting]) => setting.signIn !== undefined);
  if (methods.length === 0 || methods.some(([property]) => unknown.includes(property))) return [];
  if (beyond !== "asked" && methods.some(([property]) => !(property in values))) return [];
  if (signInMethods(noun, values) !== "none") return [];
  const who = identity.scope === "service" ? `everyone of ${identity.pool}` : "everyone that inherits it";
  const names = methods.map(([property]) => property).join(", ");
  return [refused("", `no sign-in method would be left on: ${who} would be locked out. Leave one of ${names} on`)];
}

function passive(judged: Judged): Finding[] {
  const { identity, values, declared, unknown, allowGlobalPassive } = judged;
  if (values.useWsFedPassiveAuth !== true) return [];
  const findings: Finding[] = [];
  const uri = values.wsFedPassiveMetadataUri;
  if (judged.beyond === "anything" && uri === undefined && !unknown.includes("wsFedPassiveMetadataUri")) {
    findings.push(
      warned(
        "wsFedPassiveMetadataUri",
        "passive authentication is on, and whether there is a metadata URI nobody can ask: without one, nobody could sign in. Declare wsFedPassiveMetadataUri",
      ),
    );
  } else if (!unknown.includes("wsFedPassiveMetadataUri")) {
    const isThere = typeof uri === "string" && uri !== "";
    const problem = isThere ? metadataUriProblem(uri) : "there is no metadata URI";
    if (problem !== undefined) {
      const what = isThere ? `${JSON.stringify(uri)} ${problem}` : problem;
      findings.push(
        refused(
          "wsFedPassiveMetadataUri",
          `passive authentication is on, but ${what}: nobody could sign in. Declare wsFedPassiveMetadataUri, such as ${JSON.stringify(metadataUriExample)}`,
        ),
      );
    }
  }
  if (identity.scope === "global" && declared.useWsFedPassiveAuth === true && !allowGlobalPassive) {
    findings.push(
      refused(
        "useWsFedPassiveAuth",
        "passive authentication at global scope is likely to keep everyone out who does not sign in with a desktop client that knows it; the vendor strongly recommends " +
          "service scope. Declare the pool's own collection; or, for sign-in to Web App with a second factor and other methods left on, allowGlobalPassive: true",
      ),
    );
  }
  const others = ["useCertificateAuth", "usePinAuth"].filter((property) => values[property] === true && !unknown.includes(property));
  if (values.useWindowsAuth !== undefined && values.useWindowsAuth !== "None" && !unknown.includes("useWindowsAuth"))
    others.push("useWindowsAuth");
  if (others.length > 0) {
    findings.push(
      warned(
        "useWsFedPassiveAuth",
        `passive authentication is on beside ${others.join(", ")}: clients like passive least, and will not use it`,
      ),
    );
  }
  const unsure = ["useCertificateAuth", "usePinAuth", "useWindowsAuth"].filter(
    (property) => !(property in values) && !unknown.includes(property),
  );
  if (unsure.length > 0) {
    findings.push(
      warned("useWsFedPassiveAuth", `passive authentication is on, and whether ${unsure.join(", ")} are off nobody knows: declare them`),
    );
  }
  if (identity.scope === "site") {
    findings.push(
      warned(
        "useWsFedPassiveAuth",
        "passive authentication at site scope reaches every pool of the site that has no collection of its own",
      ),
    );
  }
  return findings;
}

function mobile({ declared }: Judged): Finding[] {
  const preferred = declared.mobilePreferredAuthType;
  if (preferred === undefined || preferred === "None") return [];
  return [
    warned(
      "mobilePreferredAuthType",
      "mobilePreferredAuthType is set: a method that the server does not support stops the web ticket service",
    ),
  ];
}

function kerberosAlone({ noun, values, unknown }: Judged): Finding[] {
  const isAlone =
    values.useKerberosForClientToProxyAuth === true &&
    values.useNtlmForClientToProxyAuth === false &&
    values.useCertificateForClientToProxyAuth === false;
  if (!isAlone || unknown.some((property) => noun.settings[property]?.signIn !== undefined)) return [];
  return [warned("useKerberosForClientToProxyAuth", "Kerberos is the only method left, and cannot authenticate remote users")];
}
