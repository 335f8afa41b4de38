import type { Identity } from "../configurations/identity";
import { isMethod, signInMethods, type Noun, type Values } from "../configurations/noun";
import { metadataUriExample, metadataUriProblem } from "../configurations/federation";
import { refused, warned, type Finding } from "../finding";
import { forPresentClients, isPassiveAlone, leavesKerberosAlone } from "./methods";

/** A collection as it will be, and what of it the program declares. */
export interface Judged {
  noun: Noun;
  identity: Identity;
  /** Declared settings over what the server has, or over what New will start from. A setting that is not there nobody knows. */
  values: Values;
  declared: Values;
  /** Settings whose declared value is not known yet, in a preview: they are judged when it is. */
  unknown: readonly string[];
  /** What permits passive authentication at global scope: beside other methods, and alone. */
  allowed?: { globalPassive: boolean; globalPassiveAlone: boolean };
  /** Whether modern authentication is on in the deployment; undefined where nobody asked. */
  modernAuthentication?: boolean | undefined;
  /** The pools that it will hold for and that are too old for OAuth, in words; undefined where there is none, or nobody asked. */
  withoutOAuth?: string | undefined;
  /** What the collection holds now; undefined where there is none, or nobody knows. */
  stored?: Values | undefined;
  /**
   * What the collection holds beyond the declared settings: `asked`, it stands in `values`; where nothing may be asked, the `defaults` that New starts from, or `anything`.
   * Default: `asked`.
   */
  beyond?: "asked" | "defaults" | "anything";
}

/** What a collection's own settings tell; no other collection is looked at. */
export function judgeCollection(judged: Judged): Finding[] {
  return [...anyMethodLeft(judged), ...passive(judged), ...mobile(judged), ...overridden(judged), ...kerberosAlone(judged)];
}

/** Whether modern authentication decides what the guards say of a collection, and has to be asked for. */
export function dependsOnModernAuthentication(noun: Noun, values: Values): boolean {
  if (noun.governs !== "webTicket") return false;
  return signInMethods(noun, values) === "none" || needsModernAuthentication.has(values.mobilePreferredAuthType);
}

function anyMethodLeft({
  noun,
  values,
  unknown,
  identity,
  beyond = "asked",
  modernAuthentication,
  withoutOAuth,
  stored,
}: Judged): Finding[] {
  const methods = Object.entries(noun.settings).filter(([, setting]) => setting.signIn !== undefined);
  if (methods.length === 0 || [...methods.map(([property]) => property), ntlmSwitch].some((property) => unknown.includes(property)))
    return [];
  if (beyond !== "asked" && methods.some(([property]) => !(property in values))) return [];
  if (signInMethods(noun, forPresentClients(values)) !== "none") return [];
  const who = identity.scope === "service" ? `everyone of ${identity.pool}` : "everyone that inherits it";
  if (noun.governs === "webTicket" && modernAuthentication === true && withoutOAuth === undefined) {
    const isNew = stored === undefined || signInMethods(noun, stored) !== "none";
    return isNew
      ? [
          warned(
            "oauthAloneLeft",
            "",
            `OAuth alone would be left on, by modern authentication: ${who} with a client that does not know it would be locked out`,
          ),
        ]
      : [];
  }
  const names = methods.map(([property]) => property).join(", ");
  const isForOthers = values[ntlmSwitch] === true ? `${ntlmSwitch} leaves NTLM to clients before Lync 2010` : undefined;
  const because = withoutOAuth === undefined ? isForOthers : tooOldForOAuth(withoutOAuth);
  const whose = withoutOAuth === undefined || identity.scope === "service" ? who : "everyone there";
  return [
    refused(
      "noMethodLeft",
      "",
      `no sign-in method would be left on${because === undefined ? "" : ` (${because})`}: ${whose} would be locked out. Leave one of ${names} on`,
    ),
  ];
}

function tooOldForOAuth(pools: string): string {
  return `OAuth, which modern authentication leaves on, came with Skype for Business Server 2015, and is unknown to ${pools}`;
}

const ntlmSwitch = "disableNtlmFor2010AndLaterClients";

function passive(judged: Judged): Finding[] {
  const { identity, values, unknown } = judged;
  if (values.useWsFedPassiveAuth !== true) return [];
  const findings: Finding[] = [];
  const uri = values.wsFedPassiveMetadataUri;
  if (judged.beyond === "anything" && uri === undefined && !unknown.includes("wsFedPassiveMetadataUri")) {
    findings.push(
      warned(
        "metadataUriUnknown",
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
          isThere ? "wrongMetadataUri" : "noMetadataUri",
          "wsFedPassiveMetadataUri",
          `passive authentication is on, but ${what}: nobody could sign in. Declare wsFedPassiveMetadataUri, such as ${JSON.stringify(metadataUriExample)}`,
        ),
      );
    }
  }
  const atGlobal = identity.scope === "global" ? globalPassive(judged) : undefined;
  if (atGlobal !== undefined) return [...findings, ...atGlobal];
  const others = ["useCertificateAuth", "usePinAuth"].filter((property) => values[property] === true && !unknown.includes(property));
  if (values.useWindowsAuth !== undefined && values.useWindowsAuth !== "None" && !unknown.includes("useWindowsAuth"))
    others.push("useWindowsAuth");
  if (others.length > 0) {
    findings.push(
      warned(
        "otherMethodLeft",
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
      warned(
        "otherMethodUnknown",
        "useWsFedPassiveAuth",
        `passive authentication is on, and whether ${unsure.join(", ")} are off nobody knows: declare them`,
      ),
    );
  }
  if (identity.scope === "site") {
    findings.push(
      warned(
        "sitePassive",
        "useWsFedPassiveAuth",
        "passive authentication at site scope reaches every pool of the site that has no collection of its own",
      ),
    );
  }
  return findings;
}

/** What passive authentication at global scope means, by the values as they will be, whoever turned it on; nothing while that is not known yet. */
function globalPassive({ values, unknown, allowed }: Judged): Finding[] {
  const { globalPassive: isAllowed = false, globalPassiveAlone: isAllowedAlone = false } = allowed ?? {};
  if (unknown.includes("useWindowsAuth") || unknown.includes("usePinAuth")) return [];
  if (!isPassiveAlone(values)) {
    if (isAllowed || isAllowedAlone) return [];
    return [
      refused(
        "globalPassive",
        "useWsFedPassiveAuth",
        "passive authentication at global scope reaches every pool that has no collection of its own; the vendor strongly recommends service scope. Declare the pool's own " +
          "collection; or, for sign-in to Web App with a second factor, beside the other methods, allowGlobalPassive: true",
      ),
    ];
  }
  const what =
    "passive authentication alone at global scope is likely to keep everyone out who does not sign in with a desktop client that knows it";
  return isAllowedAlone
    ? [warned("globalPassiveAlone", "useWsFedPassiveAuth", what)]
    : [
        refused(
          "globalPassiveAlone",
          "useWsFedPassiveAuth",
          `${what}; the vendor strongly recommends service scope. Declare the pool's own collection; or, for sign-in to Web App with a second factor, leave useWindowsAuth on ` +
            "beside it, with allowGlobalPassive: true. Whoever wants it all the same declares allowGlobalPassiveAlone: true",
        ),
      ];
}

/** Which setting turns on the method that mobile clients are told to prefer, and by which values. */
const mobileMethods = new Map<unknown, [property: string, on: readonly unknown[]]>([
  ["WebTicketServiceWinNtlm", ["useWindowsAuth", ["NTLM", "Negotiate"]]],
  ["WebTicketServiceWinNegotiate", ["useWindowsAuth", ["Negotiate"]]],
  ["WebTicketServiceCert", ["useCertificateAuth", [true]]],
  ["WebTicketServicePin", ["usePinAuth", [true]]],
  ["WsFedPassive", ["useWsFedPassiveAuth", [true]]],
]);
const needsModernAuthentication = new Set<unknown>(["OAuth", "WsFedBearer"]);

function mobile({ values, unknown, modernAuthentication, withoutOAuth }: Judged): Finding[] {
  const property = "mobilePreferredAuthType";
  const preferred = values[property];
  if (preferred === undefined || preferred === "None" || unknown.includes(property)) return [];
  const what = `${property} is set to ${JSON.stringify(preferred)}`;
  const [setting, on] = mobileMethods.get(preferred) ?? [];
  if (setting !== undefined && on !== undefined) {
    const value = values[setting];
    if (value === undefined || unknown.includes(setting) || on.includes(value)) return [];
    const methods = on.map((one) => JSON.stringify(one)).join(" or ");
    return [
      refused(
        "mobileMethodOff",
        property,
        `${what}, and ${setting} is ${JSON.stringify(value)}: the web ticket service may not start, and nobody could sign in. ` +
          `Declare ${property}: "None", or ${setting}: ${methods}`,
      ),
    ];
  }
  const stops = "a method that the server does not support stops the web ticket service";
  if (!needsModernAuthentication.has(preferred) || modernAuthentication !== true)
    return [warned("mobileMethodUnsure", property, `${what}: ${stops}`)];
  return withoutOAuth === undefined
    ? []
    : [warned("mobileMethodUnsure", property, `${what}: ${stops}, and ${tooOldForOAuth(withoutOAuth)}`)];
}

/** What decides over a pool's methods elsewhere, and comes along when it becomes passive. */
function overridden({ values, declared, unknown, stored }: Judged): Finding[] {
  if (values.useWsFedPassiveAuth !== true || stored?.useWsFedPassiveAuth === true) return [];
  return ["overrideAuthTypeForExternalClients", "overrideAuthTypeForInternalClients"].flatMap((property) => {
    const value = values[property];
    if (value === undefined || value === "" || property in declared || unknown.includes(property)) return [];
    return [
      warned(
        "authTypeOverridden",
        property,
        `${property} is ${JSON.stringify(value)}, and stays so: it overrides the sign-in methods of its clients. Declare it as it is to be`,
      ),
    ];
  });
}

function kerberosAlone({ noun, values, unknown }: Judged): Finding[] {
  const isUnknown = unknown.some((property) => isMethod(noun, property) || property === ntlmSwitch);
  if (isUnknown || !leavesKerberosAlone(values)) return [];
  return [
    warned("kerberosAlone", "useKerberosForClientToProxyAuth", "Kerberos is the only method left, and cannot authenticate remote users"),
  ];
}
