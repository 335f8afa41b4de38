import type { WebServiceValues } from "../../configurations/webService";
import type { Judged, Rule } from "./judged";
import { tooOldForOAuth } from "./serverVersions";
import { refused, warned } from "./told";

type Web = Judged<WebServiceValues>;
type Preferred = WebServiceValues["mobilePreferredAuthType"];

const property = "mobilePreferredAuthType" satisfies keyof WebServiceValues;

/** A setting, and those of its values that turn a method on. */
type Needed = { [P in keyof WebServiceValues]-?: { setting: P; on: readonly WebServiceValues[P][] } }[keyof WebServiceValues];

/** For each method that mobile clients can be told to prefer, the setting that turns it on. */
const needed = new Map<Preferred, Needed>([
  ["WebTicketServiceWinNtlm", { setting: "useWindowsAuth", on: ["NTLM", "Negotiate"] }],
  ["WebTicketServiceWinNegotiate", { setting: "useWindowsAuth", on: ["Negotiate"] }],
  ["WebTicketServiceCert", { setting: "useCertificateAuth", on: [true] }],
  ["WebTicketServicePin", { setting: "usePinAuth", on: [true] }],
  ["WsFedPassive", { setting: "useWsFedPassiveAuth", on: [true] }],
]);
const needsModernAuthentication = new Set<Preferred>(["OAuth", "WsFedBearer"]);

/** Whether the server supports the preferred method only with modern authentication. */
export function dependsOnModernAuthentication({ mobilePreferredAuthType }: WebServiceValues): boolean {
  return needsModernAuthentication.has(mobilePreferredAuthType);
}

/** Refuses a preferred method that is off. */
export const mobileMethodOff: Rule<Web> = ({ values, unknown }) => {
  const preferred = preferredIn(values, unknown);
  const method = needed.get(preferred);
  if (method === undefined) return [];
  const [value, on]: [unknown, readonly unknown[]] = [values[method.setting], method.on];
  if (value === undefined || unknown.includes(method.setting) || on.includes(value)) return [];
  const message =
    `${told(preferred)}, but ${method.setting} is ${JSON.stringify(value)}. The web ticket service may not start, and then no user could sign in. ` +
    `Declare ${property}: "None", or ${method.setting}: ${on.map((one) => JSON.stringify(one)).join(" or ")}.`;
  return [refused("mobileMethodOff", property, message)];
};

/** Warns of a preferred method if no setting shows whether the server supports it. */
export const mobileMethodUnsure: Rule<Web> = ({ values, unknown, modernAuthentication, withoutOAuth }) => {
  const preferred = preferredIn(values, unknown);
  if (preferred === undefined || needed.has(preferred)) return [];
  const stops = `${told(preferred)}. If the server does not support this method, the web ticket service stops. Unless you know that it does, declare ${property}: "None".`;
  if (!needsModernAuthentication.has(preferred) || modernAuthentication !== true) return [warned("mobileMethodUnsure", property, stops)];
  return withoutOAuth === undefined ? [] : [warned("mobileMethodUnsure", property, `${stops} ${tooOldForOAuth(withoutOAuth)}`)];
};

/**
 * The method that mobile clients are told to prefer. Undefined if there is none, or if the value is
 * judged later.
 */
function preferredIn({ mobilePreferredAuthType: preferred }: WebServiceValues, unknown: Web["unknown"]): Preferred {
  return preferred === "None" || unknown.includes(property) ? undefined : preferred;
}

function told(preferred: Preferred): string {
  return `${property} is set to ${JSON.stringify(preferred)}`;
}
